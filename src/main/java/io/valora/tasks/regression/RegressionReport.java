package io.valora.tasks.regression;

import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.evaluation.regression.RegressionResult;
import io.valora.report.LedgerSection;
import io.valora.report.Property;
import io.valora.tasks.rating.RatingReport.Contender;
import io.valora.tasks.rating.RatingReport.Lineage;
import io.valora.tasks.rating.RatingReport.Reason;
import io.valora.tasks.rating.RatingReport.Role;
import io.valora.tasks.rating.RatingReport.Scores;
import io.valora.tasks.rating.RatingReport.Training;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything the report of a regression run shows. Predictions and errors are in the target's unit;
 * an error is predicted minus real.
 *
 * @param job the job's name
 * @param created when the run was made
 * @param quarantined empty when every row could be typed
 * @param configuration the resolved job file, in its order
 */
public record RegressionReport(
    String job,
    String runId,
    Instant created,
    Nouns nouns,
    RegressionResult result,
    Training training,
    LedgerSection ledger,
    List<Reason> quarantined,
    List<Property> configuration,
    Lineage lineage) {
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "mean", "The average of what training saw, for everything.",
          "linear-regression", "The straight line with the least squared error, without training.");

  public RegressionReport {
    quarantined = List.copyOf(quarantined);
    configuration = List.copyOf(configuration);
  }

  /**
   * Domain nouns of the page.
   *
   * @param rows several rows, such as "months"
   * @param unit what the target is counted in, such as "subscribers"
   */
  public record Nouns(String rows, String unit) {
    /** The nouns of a job; without a unit, the target's name in words. */
    public static Nouns of(String rows, String unit, String target) {
      return new Nouns(rows, unit.isEmpty() ? target.replace('_', ' ') : unit);
    }
  }

  public RegressionEvaluation model() {
    return result.model();
  }

  /** The network first, then the baselines in the order they were measured. */
  public List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(
        new Contender(Role.NETWORK, "network", "What the run trained.", scores(model().test())));
    result
        .baselines()
        .forEach(
            (name, metrics) ->
                contenders.add(
                    new Contender(
                        Role.BASELINE,
                        name,
                        DESCRIPTIONS.getOrDefault(name, ""),
                        scores(metrics))));
    return List.copyOf(contenders);
  }

  private static Scores scores(RegressionMetrics metrics) {
    return new Scores(metrics.rmse(), metrics.mae(), metrics.mape(), metrics.r2());
  }
}
