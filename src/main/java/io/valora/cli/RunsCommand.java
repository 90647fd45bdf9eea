package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.runs.ComparisonText;
import io.valora.cli.runs.RunDetails;
import io.valora.cli.runs.RunList;
import io.valora.cli.runs.RunListOptions;
import io.valora.job.Task;
import io.valora.job.TrainingHistory;
import io.valora.registry.Pruning;
import io.valora.registry.Runs;
import io.valora.registry.StoredRun;
import io.valora.registry.StoredRuns;
import io.valora.registry.compare.ComparedRuns;
import io.valora.report.ComparisonPage;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, compares and removes runs; needs no Spark. */
@Command
final class RunsCommand implements Runnable {
  private static final String JOB = "--job";
  private static final String RUN =
      "Its id, a beginning of it, champion, champion@2026-01-31, challenger, previous, latest or"
          + " the path of its folder.";

  private final Console console;
  private final List<Task> tasks;
  @Spec private CommandSpec spec;

  RunsCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing list, show, compare or prune");
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "List runs, the newest first.",
      footer = {
        "",
        "Examples:",
        "  valora runs list ratings --where 'metrics.test.rmse < 0.93' --sort metrics.test.rmse",
        "  valora runs list --where status=failed --json"
      })
  int list(@Mixin RunListOptions options, @Mixin PlaceOptions place) {
    StoredRuns runs = stored(place);
    new RunList(runs, tasks).print(options, console.out(), console.ansi());
    return Outcome.DONE.code();
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Show a run: state, rows, metrics, learning curve and settings.")
  int show(
      @Parameters(paramLabel = "RUN", description = RUN) String run,
      @Option(names = JOB, paramLabel = "NAME", description = "The job of the run.") String job,
      @Option(names = "--json", description = "Print run.json with the aliases.") boolean json,
      @Mixin PlaceOptions place) {
    StoredRuns runs = stored(place);
    StoredRun found = find(runs, job, run);
    RunDetails details =
        new RunDetails(
            runs.storage(),
            found,
            runs.aliases(found.folder().job()).getOrDefault(found.folder().runId(), List.of()));
    if (json) {
      details.printJson(console.out());
    } else {
      details.print(console.out(), console.ansi());
    }
    return Outcome.DONE.code();
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Compare runs with the first one: settings that differ, test metrics, learning curves.",
        "Where the test rows are the same, the difference of a metric has its 95 % interval, from"
            + " differences row by row; where they aren't, it says so and gives no difference."
      })
  int compare(
      @Parameters(arity = "2..*", paramLabel = "RUN", description = RUN) List<String> names,
      @Option(names = JOB, paramLabel = "NAME", description = "The job of the runs.") String job,
      @Option(names = "--json", description = "Print one JSON object.") boolean json,
      @Option(
              names = "--page",
              paramLabel = "FILE",
              description = "Write a page with charts, which loads nothing, to this file.")
          String page,
      @Mixin PlaceOptions place) {
    StoredRuns runs = stored(place);
    List<StoredRun> found = new ArrayList<>();
    names.forEach(name -> found.add(find(runs, job, name)));
    ComparedRuns compared = ComparedRuns.of(runs.storage(), found);
    ComparisonText text = new ComparisonText(runs.storage(), compared);
    if (page != null) {
      Map<String, TrainingHistory> histories = new HashMap<>();
      found.forEach(
          run ->
              RunDetails.history(runs.storage(), run)
                  .ifPresent(history -> histories.put(run.folder().runId(), history)));
      runs.storage().write(page, ComparisonPage.render(compared, histories, Instant.now()));
    }
    if (json) {
      text.printJson(console.out());
    } else {
      text.print(console.out(), console.ansi());
      if (page != null) {
        console.out().println("Page: " + ShellPath.of(page));
      }
    }
    return Outcome.DONE.code();
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Remove a job's older runs.",
        "What an alias or the last ten entries of its history name stays, and what somebody works"
            + " at."
      })
  int prune(
      @Parameters(paramLabel = "JOB", description = "The job.") String job,
      @Option(
              names = "--keep",
              required = true,
              paramLabel = "N",
              description = "How many of the newest runs stay.")
          int newest,
      @Option(names = "--dry-run", description = "Say what would go; change nothing.") boolean dry,
      @Mixin PlaceOptions place) {
    RunFolder.requireName("JOB", job);
    if (newest < 0) {
      throw JobException.invalid("--keep", newest, "must be at least 0");
    }
    StoredRuns runs = stored(place);
    Pruning pruning =
        new Pruning(runs.storage(), runs.root(), job, place.environment(runs.storage()).lease());
    int gone = 0;
    for (Pruning.Candidate candidate : pruning.candidates(newest)) {
      Optional<String> kept = candidate.kept();
      if (kept.isEmpty() && !dry) {
        kept = pruning.remove(candidate.run());
      }
      gone += kept.isEmpty() ? 1 : 0;
      String verb = dry ? "would remove" : "removed";
      console
          .out()
          .println(candidate.run().runId() + ": " + kept.map(why -> "stays: " + why).orElse(verb));
    }
    console
        .out()
        .println(
            "%d %s %s.".formatted(gone, gone == 1 ? "run" : "runs", dry ? "would go" : "gone"));
    return Outcome.DONE.code();
  }

  private static StoredRun find(StoredRuns runs, String job, String name) {
    RunFolder folder =
        new Runs(runs.storage(), runs.root()).byArgument().find(Optional.ofNullable(job), name);
    return new StoredRuns(runs.storage(), folder.root())
        .read(folder.job(), folder.runId())
        .orElseThrow(() -> JobException.invalid("RUN", name, "must be a run that is still there"));
  }

  private static StoredRuns stored(PlaceOptions place) {
    Storage storage = ThisProcess.storage();
    return new StoredRuns(storage, storage.absolute(place.root(place.environment(storage))));
  }
}
