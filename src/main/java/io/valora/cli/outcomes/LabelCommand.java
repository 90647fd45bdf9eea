package io.valora.cli.outcomes;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.runs.RunChoice;
import io.valora.feedback.FeedbackFolder;
import io.valora.feedback.LabelPick;
import io.valora.feedback.LabelSheet;
import io.valora.feedback.PickedRow;
import io.valora.feedback.PickedRow.Why;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.registry.Runs;
import io.valora.scoring.ScoreFormat;
import io.valora.scoring.ScorePlan;
import io.valora.scoring.ScoreRequest;
import io.valora.scoring.ScoreTarget;
import io.valora.scoring.ScoreTarget.Existing;
import io.valora.scoring.Scoring;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picks rows that people label. */
@Command(
    footerHeading = "%n",
    footer = {
      "Rows are those of the service's log (valora serve --log inputs), or of --input. Of a",
      "classifier half are random, for an estimate without a bias, and half those that it is",
      "least sure of, to learn from; of other models all are random. The page needs no network.",
      "",
      "Examples:",
      "  valora label champion --job reviews --n 200",
      "  valora label champion --job reviews --n 200 --input new-reviews.tsv",
      "  valora feedback join reviews --labels labels-r1-0f3a9c21.csv"
    })
public final class LabelCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final PrintStream out;
  private final OutcomePlace place;

  @Mixin private RunChoice choice;

  @Option(
      names = "--n",
      paramLabel = "ROWS",
      defaultValue = "200",
      description = "How many rows to pick, at most 10,000 (default: 200).")
  private int number;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "Another one picks other random rows (default: 42).")
  private long seed;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "A file, folder or glob of rows in place of the log; repeatable.")
  private List<String> inputs = List.of();

  public LabelCommand(PrintStream out, OutcomePlace place) {
    this.out = out;
    this.place = place;
  }

  @Override
  public Integer call() throws Exception {
    if (number < 1 || number > MOST) {
      throw JobException.invalid("--n", number, "must be a whole number from 1 to 10,000");
    }
    Runs runs = place.runs();
    RunFolder run = choice.published(runs).folder();
    Storage storage = runs.storage();
    Signature signature = new ModelFolder(storage, run).signature();
    Optional<ScorePlan> plan =
        inputs.isEmpty()
            ? Optional.empty()
            : Optional.of(ScorePlan.make(storage, request(storage, run)));
    try (SparkSession spark = place.session("valora label " + run.runId()).call()) {
      LabelPick pick = new LabelPick(spark, storage, signature, number, seed);
      List<PickedRow> picked = plan.isEmpty() ? pick.ofLog(run) : scored(storage, plan.get(), pick);
      print(LabelSheet.write(storage, run, signature, picked), picked, signature);
    }
    return Outcome.DONE.code();
  }

  private ScoreRequest request(Storage storage, RunFolder run) {
    String folder = FeedbackFolder.of(run.root(), run.job()).scored();
    return new ScoreRequest(
        run,
        place.readingConfig(storage, run),
        inputs,
        List.of(),
        Optional.empty(),
        new ScoreTarget(folder, ScoreFormat.PARQUET, Existing.REPLACED, Optional.empty()));
  }

  private List<PickedRow> scored(Storage storage, ScorePlan plan, LabelPick pick) {
    ScoreTarget target = plan.request().target();
    if (!plan.isSettled()) {
      out.println(Scoring.run(pick.session(), storage, plan, place.lease()).sentence());
    }
    return pick.ofScored(plan.request().run(), target.shown(), Instant.now());
  }

  private void print(LabelSheet sheet, List<PickedRow> picked, Signature signature) {
    long random = picked.stream().filter(row -> row.why() == Why.RANDOM).count();
    out.printf(
        "%,d rows picked: %,d at random, %,d that the model is least sure of%n",
        picked.size(), random, picked.size() - random);
    if (signature.output().classes().isEmpty()) {
      out.println("This model doesn’t say how sure it is, so all are random.");
    }
    out.println("Page:       " + sheet.page());
    out.println("Table:      " + sheet.table());
  }
}
