package io.valora.tasks.sentiment;

import io.valora.evaluation.classification.ClassificationResult;
import io.valora.report.LedgerSection;
import io.valora.report.Property;
import io.valora.tasks.rating.RatingReport.Lineage;
import io.valora.tasks.rating.RatingReport.Reason;
import io.valora.tasks.rating.RatingReport.Training;
import java.time.Instant;
import java.util.List;

/**
 * Everything the report of a sentiment run shows, as finished numbers. {@link Double#NaN} stands
 * for a number that is not defined and is shown as a dash.
 *
 * @param job the job's name
 * @param created when the run was made
 * @param result label 1 is a good review, 0 a bad one
 * @param training its metric in [0, 1], such as "accuracy"
 * @param quarantined empty when every row could be typed
 * @param configuration the resolved job file, in its order
 */
public record SentimentReport(
    String job,
    String runId,
    Instant created,
    ClassificationResult result,
    Training training,
    LedgerSection ledger,
    List<Reason> quarantined,
    List<Property> configuration,
    Lineage lineage) {
  public SentimentReport {
    quarantined = List.copyOf(quarantined);
    configuration = List.copyOf(configuration);
  }
}
