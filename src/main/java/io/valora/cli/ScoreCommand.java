package io.valora.cli;

import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.registry.Runs;
import io.valora.scoring.ScoreCounts;
import io.valora.scoring.ScorePlan;
import io.valora.scoring.ScoreTarget;
import io.valora.scoring.Scoring;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores the rows of files with the model of a published run. */
@Command(
    footerHeading = "%n",
    footer = {
      "Files are read as the job's own were: the same layout, types and quarantine.",
      "The label, the rating or the target isn't needed. The folder of --output gets",
      "scores/ (every declared column and the answers), quarantine/ and score.json.",
      "",
      "Examples:",
      "  valora score champion --job reviews --input new.tsv --output scores/monday",
      "  valora score 2026-01-31 --input users.csv --top 10 --output lists --format parquet"
    })
final class ScoreCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;
  @Mixin private ScoreOptions options;
  @Mixin private PlaceOptions place;
  @Mixin private OverrideOptions overrides;

  ScoreCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    Storage storage = Sessions.storage();
    Environment environment = place.environment(storage);
    String root = storage.absolute(place.root(environment));
    RunFolder run = run(new Runs(storage, root));
    JobConfig config = ReadingConfig.of(storage, tasks, run, overrides.ofJob());
    ScorePlan plan = ScorePlan.make(storage, options.request(storage, run, config));
    String name = "valora score %s %s".formatted(run.job(), run.runId());
    if (plan.isSettled()) {
      Sessions.openInClusterMode(name, overrides.ofSpark());
      print(plan, plan.earlierCounts(), "were already there; nothing was changed");
      return Outcome.DONE.code();
    }
    try (SparkSession spark = Sessions.open(name, overrides.ofSpark())) {
      print(plan, Scoring.run(spark, storage, plan, environment.lease()), "are done");
    }
    return Outcome.DONE.code();
  }

  private RunFolder run(Runs runs) {
    RunFolder found = runs.byArgument().find(options.job(), options.run());
    runs.requirePublished(found);
    return found;
  }

  private void print(ScorePlan plan, ScoreCounts counts, String verdict) {
    ScoreTarget target = plan.request().target();
    RunFolder run = plan.request().run();
    PrintStream out = console.out();
    out.println("Scores by run %s of job %s %s.".formatted(run.runId(), run.job(), verdict));
    out.println(counts.sentence());
    out.println("Scores:     " + target.shown());
    if (counts.quarantined() > 0) {
      out.println("Quarantine: " + target.quarantine());
    }
    out.println("Ledger:     " + target.ledger());
  }
}
