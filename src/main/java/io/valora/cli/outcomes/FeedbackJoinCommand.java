package io.valora.cli.outcomes;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.TimeSpan;
import io.valora.feedback.FeedbackFolder;
import io.valora.feedback.FeedbackJoin;
import io.valora.feedback.FeedbackLedger;
import io.valora.feedback.FeedbackRequest;
import io.valora.feedback.RowFormat;
import io.valora.feedback.RowFormat.Picks;
import io.valora.models.ModelFolder;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
      "With --rows the job's feedback/rows gets files for --input of valora watch.",
      "",
      "Example: valora feedback join ratings --labels 'labels/*.csv' --window '14 days'"
    })
public final class FeedbackJoinCommand implements Callable<Integer> {
  private static final String ROWS = "--rows";

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

  @Option(
      names = ROWS,
      paramLabel = "WHICH",
      description =
          "Also writes labelled predictions as rows to train on, in files as the job's source has"
              + " them: train, without those that valora label picked at random for figures, or"
              + " all.")
  private String rows;

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
    FeedbackRequest request =
        new FeedbackRequest(job, folder, labels, span, Optional.ofNullable(rows).map(this::format));
    try (SparkSession spark = place.session("valora feedback join " + job).call()) {
      print(FeedbackJoin.run(spark, runs.storage(), request, place.lease()), folder);
    }
    return Outcome.DONE.code();
  }

  /** As the champion's run read its files. */
  private RowFormat format(String which) {
    Runs runs = place.runs();
    RunFolder champion =
        runs.champion(job)
            .orElseThrow(
                () -> JobException.invalid(ROWS, which, "must be left out without a champion"));
    Picks picks =
        Arrays.stream(Picks.values())
            .filter(one -> EnumNames.nameOf(one).equals(which))
            .findFirst()
            .orElseThrow(() -> JobException.invalid(ROWS, which, "must be train or all"));
    return RowFormat.of(
        ROWS,
        place.config(runs.storage(), champion).ingest(),
        new ModelFolder(runs.storage(), champion).signature(),
        picks);
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
    if (ledger.rows().isPresent()) {
      out.println("Rows:       " + folder.rows());
    }
    if (ledger.hasQuarantine()) {
      out.println("Quarantine: " + folder.quarantine());
    }
    out.println("Ledger:     " + folder.ledger());
  }
}
