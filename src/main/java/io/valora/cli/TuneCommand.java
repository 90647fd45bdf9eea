package io.valora.cli;

import io.valora.base.Counted;
import io.valora.base.Outcome;
import io.valora.cli.tuning.LeaderboardText;
import io.valora.cli.tuning.SearchProgress;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.lease.Lease;
import io.valora.pipeline.LeasedRun;
import io.valora.pipeline.Pipeline;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.LeaderboardFiles;
import io.valora.tuning.search.Search;
import io.valora.tuning.search.SearchPlan;
import io.valora.tuning.search.TuningSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries the settings of a job's section {@code tuning} by cross-validation, and chooses one. */
@Command(
    footerHeading = "%n",
    footer = {
      "Reads and splits the job once, as the run 'tuning' or the one that --run-id",
      "names, divides the rows of train and validation into folds, and trains every",
      "setting on every fold. The test split is never read. The same command goes on",
      "where it was interrupted, and trains only what is new. The run's folder gets",
      "tuning/leaderboard.json, tuning/tuning.html and tuning/best.yaml.",
      "",
      "Example: valora tune jobs/ratings.yaml"
    })
final class TuneCommand implements Callable<Integer> {
  /** Run of the trials, where the command names none. */
  static final String USUAL_RUN = "tuning";

  /** Stages that trials need. */
  static final List<Stage> STAGES = List.of(Stage.INGEST, Stage.SPLIT);

  private final Console console;
  private final List<Task> tasks;

  @Mixin private RunOptions options;

  TuneCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    options.talk().apply();
    Storage storage = Sessions.storage();
    Environment environment = options.environment(storage);
    RunRequest request = options.request(tasks, environment).named(USUAL_RUN);
    RunPlan plan = RunPlan.make(storage, request, STAGES);
    SearchPlan.requireTuning(plan.config());
    String name = "valora tune " + plan.config().job() + " " + plan.folder().runId();
    try (SparkSession spark = Sessions.open(name, options.sparkProperties())) {
      if (!plan.record().isDone(Stage.SPLIT.label())) {
        try (ConsoleProgress progress = ConsoleProgress.of(console, plan, spark);
            LeasedRun run =
                LeasedRun.begin(
                    storage, request.ofRun(plan.folder()), STAGES, environment.lease())) {
          new Pipeline(spark, progress).run(run);
        }
      }
      try (Lease lease = Lease.acquire(storage, plan.folder(), environment.lease())) {
        lease.runsAs(spark.sparkContext().applicationId());
        // No lambda: a method with Spark in its signature makes every command load Spark.
        lease.whenLost(spark.sparkContext()::cancelAllJobs);
        Storage guarded = storage.guardedBy(lease::check);
        SearchPlan trials = SearchPlan.of(RunPlan.make(guarded, request, STAGES)).orElseThrow();
        TuningSummary.lines(guarded, trials).forEach(console.out()::println);
        print(new Search(spark, guarded, tasks, progress()).run(trials), plan.folder());
      }
    }
    return Outcome.DONE.code();
  }

  private SearchProgress progress() {
    Optional<PrintStream> terminal =
        Optional.of(console.err()).filter(err -> console.interactive());
    return new SearchProgress(terminal, console.ansi());
  }

  private void print(Leaderboard leaderboard, RunFolder folder) {
    console.out().println();
    LeaderboardText.print(leaderboard, console.out(), console.ansi());
    console.out().println();
    console.out().println("Leaderboard: " + ShellPath.of(folder.tuning(LeaderboardFiles.PAGE)));
    if (leaderboard.done() < leaderboard.trials()) {
      console
          .out()
          .printf(
              "Paused:      with %d of %s done; the same command goes on%n",
              leaderboard.done(), Counted.of(leaderboard.trials(), "trial"));
    }
    leaderboard
        .chosen()
        .ifPresent(
            chosen ->
                console
                    .out()
                    .println("Best:        " + ShellPath.of(folder.tuning(LeaderboardFiles.BEST))));
  }
}
