package io.valora.cli;

import io.valora.base.Outcome;
import io.valora.gates.GateOverride;
import io.valora.gates.Gatekeeper;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.pipeline.LeasedRun;
import io.valora.pipeline.Pipeline;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.Storage;
import io.valora.tracking.MlflowMirror;
import io.valora.training.loop.DevicePlan;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs some stages of a job: all of them, or one. Everything is checked before Spark starts. */
@Command
final class StageCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;
  private final List<Stage> stages;

  @Mixin private RunOptions options;
  private TalkOptions talk;

  StageCommand(Console console, List<Task> tasks, List<Stage> stages) {
    this.console = console;
    this.tasks = tasks;
    this.stages = stages;
  }

  @Override
  public Integer call() {
    return run(options);
  }

  /** Runs the stages by options that another command has taken. */
  int run(RunOptions options) {
    options.talk().apply();
    talk = options.talk();
    Storage storage = Sessions.storage();
    Environment environment = options.environment(storage);
    RunRequest request = options.request(tasks, environment);
    RunPlan plan = RunPlan.make(storage, request, stages);
    GateOverride override = options.gateOverride(plan.config().gates().names());
    if (plan.stages().contains(Stage.TRAIN) && Sessions.areLocal(options.sparkProperties())) {
      DevicePlan.requireHere(plan.config().training().device());
    }
    Gatekeeper gates = new Gatekeeper(storage, plan.folder());
    try {
      boolean stays = override.rules().isEmpty() || gates.open().isEmpty();
      if (stays && LeasedRun.isSettled(storage, plan)) {
        options.checkInputs(storage, plan);
        Sessions.openInClusterMode(name(plan), options.sparkProperties());
        print(plan, plan.record(), "was already published; nothing was changed");
        gates.requirePassed(GateOverride.NONE);
        return Outcome.DONE.code();
      }
      try (LeasedRun run =
          LeasedRun.begin(
              storage, request.ofRun(plan.folder()), stages, environment.lease(), override)) {
        if (work(options, run).progress().status() == RunStatus.SUCCEEDED) {
          gates.requirePassed(GateOverride.NONE);
        }
      }
      return Outcome.DONE.code();
    } finally {
      mirror(storage, plan);
    }
  }

  /** What a signal ends is no end of the run. */
  private static void mirror(Storage storage, RunPlan plan) {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      new MlflowMirror(storage, System.getenv()).mirror(plan.folder(), plan.config().mlflow());
    }
  }

  private RunRecord work(RunOptions options, LeasedRun run) {
    if (run.plan().stages().isEmpty()) {
      Sessions.openInClusterMode(name(run.plan()), options.sparkProperties());
      RunRecord record = run.publish();
      print(run.plan(), record, "is published; all of its stages were done");
      return record;
    }
    try (SparkSession spark = Sessions.open(name(run.plan()), options.sparkProperties());
        ConsoleProgress progress = ConsoleProgress.of(shown(), run.plan(), spark)) {
      RunRecord record = new Pipeline(spark, progress).run(run);
      progress.close();
      print(run.plan(), record, "is done");
      return record;
    }
  }

  private Console shown() {
    return talk.isQuiet()
        ? new Console(console.in(), console.out(), console.err(), false)
        : console;
  }

  private static String name(RunPlan plan) {
    return "valora " + plan.config().job() + " " + plan.folder().runId();
  }

  private void print(RunPlan plan, RunRecord record, String verdict) {
    RunSummary summary = new RunSummary(console.out(), Sessions.storage());
    if (talk.isJson()) {
      summary.printJson(record, plan.folder());
      return;
    }
    summary.print(record, plan.folder(), plan.config().task(), verdict);
  }
}
