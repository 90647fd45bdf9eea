package io.valora.cli;

import io.valora.base.Outcome;
import io.valora.pipeline.Pipeline;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.Stage;
import io.valora.storage.Storage;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs some stages of a job: all of them, or one. Everything is checked before Spark starts. */
@Command
final class StageCommand implements Callable<Integer> {
  private final Console console;
  private final List<Stage> stages;

  @Mixin private RunOptions options;

  StageCommand(Console console, List<Stage> stages) {
    this.console = console;
    this.stages = stages;
  }

  @Override
  public Integer call() {
    return run(console, options, stages);
  }

  static int run(Console console, RunOptions options, List<Stage> stages) {
    Storage storage = Sessions.storage();
    Environment environment = Environment.read(storage, options.environmentFile());
    RunPlan plan = RunPlan.make(storage, options.request(environment), stages);
    EndLines endLines = new EndLines(console.out());
    if (plan.published()) {
      endLines.print(
          plan.record(),
          plan.folder(),
          plan.config().task(),
          "was already published; nothing was changed");
      return Outcome.DONE.code();
    }
    String name = "valora " + plan.config().job() + " " + plan.folder().runId();
    try (SparkSession spark = Sessions.open(name, options.sparkSettings());
        ConsoleProgress progress = new ConsoleProgress(console)) {
      var record = new Pipeline(spark, storage, progress).run(plan);
      progress.close();
      endLines.print(record, plan.folder(), plan.config().task(), "is done");
    }
    return Outcome.DONE.code();
  }
}
