package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.tuning.LeaderboardText;
import io.valora.job.Task;
import io.valora.pipeline.RunPlan;
import io.valora.storage.Storage;
import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.LeaderboardFiles;
import io.valora.tuning.search.SearchPlan;
import io.valora.tuning.search.TuningSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the leaderboard of the trials that {@code tune} has done so far. */
@Command
final class LeaderboardCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Mixin private RunOptions options;

  LeaderboardCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    options.talk().apply();
    Storage storage = Sessions.storage();
    RunPlan plan =
        RunPlan.make(
            storage,
            options.request(tasks, options.environment(storage)).named(TuneCommand.USUAL_RUN),
            TuneCommand.STAGES);
    Leaderboard leaderboard =
        SearchPlan.of(plan)
            .map(trials -> TuningSummary.leaderboard(storage, trials))
            .orElseThrow(
                () ->
                    JobException.cannot(
                        Outcome.INVALID_REQUEST,
                        "show the leaderboard of " + plan.folder().uri(),
                        "no trial was made with these files and settings (run: valora tune JOB)"));
    if (options.talk().isJson()) {
      console.out().print(LeaderboardFiles.json(leaderboard));
    } else {
      LeaderboardText.print(leaderboard, console.out(), console.ansi());
    }
    return Outcome.DONE.code();
  }
}
