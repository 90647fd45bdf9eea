package io.valora.cli.outcomes;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.TimeSpan;
import io.valora.feedback.FeedbackFolder;
import io.valora.feedback.FeedbackJoin;
import io.valora.feedback.FeedbackLedger;
import io.valora.feedback.FeedbackRequest;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins labels to the predictions that a service logged. */
@Command(
    footerHeading = "%n",
    footer = {
      "Labels are those that the service was sent, and those of --labels: CSV, JSON lines, Parquet,",
      "ORC, Avro or a table with prediction, label and, where it is known, time.",
      "Of several labels of a prediction the last one counts. The job's folder gets feedback/.",
      "",
      "Example: valora feedback join ratings --labels 'labels/*.csv' --window '14 days'"
    })
public final class FeedbackJoinCommand implements Callable<Integer> {
  private final PrintStream out;
  private final OutcomePlace place;

  @Parameters(paramLabel = "JOB", description = "The job whose model was served.")
  private String job;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "A file, folder or glob of labels beside the service's log, or a table such as"
              + " 'table: db.labels'; repeatable.")
  private List<String> labels = List.of();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "30 days",
      description =
          "How long a prediction waits for its label before it counts as expired (default: 30"
              + " days).")
  private String window;

  public FeedbackJoinCommand(PrintStream out, OutcomePlace place) {
    this.out = out;
    this.place = place;
  }

  @Override
  public Integer call() throws Exception {
    RunFolder.requireName("JOB", job);
    TimeSpan span =
        TimeSpan.parse(window)
            .orElseThrow(() -> JobException.invalid("--window", window, TimeSpan.MUST));
    Runs runs = place.runs();
    FeedbackFolder folder = FeedbackFolder.of(runs.root(), job);
    requireAny(runs, folder);
    FeedbackRequest request = new FeedbackRequest(job, folder, labels, span);
    try (SparkSession spark = place.session("valora feedback join " + job).call()) {
      print(FeedbackJoin.run(spark, runs.storage(), request, place.lease()), folder);
    }
    return Outcome.DONE.code();
  }

  private void requireAny(Runs runs, FeedbackFolder folder) {
    if (!folder.hasPredictions(runs.storage())) {
      throw JobException.invalid(
          "JOB",
          job,
          "must be a job whose service logged predictions under %s: valora serve --log keys"
              .formatted(runs.root()));
    }
  }

  private void print(FeedbackLedger ledger, FeedbackFolder folder) {
    out.println(ledger.sentences());
    out.println("Labelled:   " + folder.labelled());
    if (ledger.hasQuarantine()) {
      out.println("Quarantine: " + folder.quarantine());
    }
    out.println("Ledger:     " + folder.ledger());
  }
}
