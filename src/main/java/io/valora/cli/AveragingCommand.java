package io.valora.cli;

import io.valora.base.Outcome;
import io.valora.cli.tuning.AveragingOptions;
import io.valora.cli.tuning.AveragingTable;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.pipeline.LeasedRun;
import io.valora.pipeline.Pipeline;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tuning.averaging.AveragingComparison;
import io.valora.tuning.averaging.AveragingRequest;
import io.valora.tuning.averaging.AveragingTrials;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares shards and averaging frequencies on one split, and advises one grid point. */
@Command(
    footerHeading = "%n",
    footer = {
      "Reads and splits the job as a run, once, or takes the split of the run that",
      "--run-id names, and does the job's own training on it at each grid point,",
      "whatever its task; with self-training, on the labeled texts alone. The",
      "validation split judges; the test split is never read. The run's folder",
      "gets averaging/averaging.html and averaging/averaging.json.",
      "",
      "Example: valora averaging jobs/ratings.yaml --shards 1,2,4 --epochs 10"
    })
final class AveragingCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Mixin private RunOptions options;
  @Mixin private AveragingOptions grid;

  AveragingCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    AveragingRequest request = grid.request();
    Storage storage = Sessions.storage();
    Environment environment = options.environment(storage);
    List<Stage> stages = List.of(Stage.INGEST, Stage.SPLIT);
    RunPlan plan = RunPlan.make(storage, options.request(tasks, environment), stages);
    AveragingTrials.check(plan.config());
    String name = "valora averaging " + plan.config().job() + " " + plan.folder().runId();
    try (SparkSession spark = Sessions.open(name, options.sparkProperties());
        ConsoleProgress progress = ConsoleProgress.of(console, plan, spark);
        AveragingProgress trials = new AveragingProgress(console)) {
      if (!plan.record().isDone(Stage.SPLIT.label())) {
        RunRequest same = options.request(tasks, environment).ofRun(plan.folder());
        try (LeasedRun run = LeasedRun.begin(storage, same, stages, environment.lease())) {
          new Pipeline(spark, progress).run(run);
        }
      }
      AveragingComparison comparison =
          new AveragingTrials(spark, storage, trials).run(plan, request);
      trials.close();
      print(comparison, plan.folder());
    }
    return Outcome.DONE.code();
  }

  private void print(AveragingComparison comparison, RunFolder folder) {
    new AveragingTable(comparison).print(console.out(), console.ansi());
    console.out().println();
    console.out().println("Numbers: " + ShellPath.of(folder.averaging(AveragingTrials.NUMBERS)));
    console.out().println("Page:    " + ShellPath.of(folder.averaging(AveragingTrials.PAGE)));
  }
}
