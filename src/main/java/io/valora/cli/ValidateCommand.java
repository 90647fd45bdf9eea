package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.runs.RunChoice;
import io.valora.cli.runs.ValidationText;
import io.valora.gates.GateResult;
import io.valora.gates.Gatekeeper;
import io.valora.gates.Validation;
import io.valora.gates.serving.ServingLimits;
import io.valora.gates.serving.ServingRules;
import io.valora.gates.serving.TestedRun;
import io.valora.lease.Lease;
import io.valora.registry.Runs;
import io.valora.registry.StoredRun;
import io.valora.serving.check.CheckRequest;
import io.valora.serving.check.CheckRequest.Effort;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the model of a published run in a fresh JVM before somebody deploys it. */
@Command(
    footerHeading = "%n",
    footer = {
      "The JVM has the serving parts alone, neither Spark nor DL4J. It checks the files against",
      "the manifest, loads the model, predicts golden rows and test rows, takes inputs that nobody",
      "should send, and is kept busy for some seconds. Verdicts are added to validation.json; where",
      "a rule failed, the exit status is 4, and the run isn't promoted without an override.",
      "",
      "Example: valora validate champion --job ratings"
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int TEST_ROWS = 1000;
  private static final int MOST_THREADS = 256;

  private final Console console;

  @Mixin private RunChoice choice;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "Heap of the JVM, such as 512m (default: ${DEFAULT-VALUE}).")
  private String memory;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "The JVM is ended when all but the stress takes longer (default: ${DEFAULT-VALUE}).")
  private int timeLimit;

  @Option(
      names = "--stress",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long rows are asked without a pause; 0 for not at all (default: 10).")
  private int stress;

  @Option(
      names = "--stress-rows",
      paramLabel = "ROWS",
      defaultValue = "0",
      description = "So many rows of stress in place of seconds.")
  private long stressRows;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "Threads that ask at once (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--generated",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "Inputs that are made at random (default: ${DEFAULT-VALUE}).")
  private int generated;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Of the generated inputs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlaceOptions place;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireValid();
    Storage storage = ThisProcess.storage();
    Environment environment = place.environment(storage);
    Runs runs = new Runs(storage, storage.absolute(place.root(environment)));
    StoredRun run = choice.published(runs);
    List<GateResult> results = judge(storage, run);
    Validation validation = noted(storage, run.folder(), environment.lease(), results);
    new ValidationText(validation).print(console.out(), console.ansi());
    console.out().println(end(run.folder(), validation));
    return (validation.open().isEmpty() ? Outcome.DONE : Outcome.UNUSABLE_MODEL).code();
  }

  private void requireValid() {
    require("--memory", memory, memory.matches("[1-9][0-9]*[kKmMgG]"), "a number and k, m or g");
    require("--time-limit", timeLimit, timeLimit >= 1, "at least 1");
    require("--stress", stress, stress >= 0, "at least 0");
    require("--stress-rows", stressRows, stressRows >= 0, "at least 0");
    require("--generated", generated, generated >= 0, "at least 0");
    require(
        "--threads", threads, threads >= 1 && threads <= MOST_THREADS, "from 1 to " + MOST_THREADS);
  }

  private static void require(String option, Object value, boolean holds, String must) {
    if (!holds) {
      throw JobException.invalid(option, value, "must be " + must);
    }
  }

  /** What its files are is left to the rules. */
  private List<GateResult> judge(Storage storage, StoredRun run) {
    console
        .err()
        .println("Checking run %s of job %s…".formatted(run.folder().runId(), run.folder().job()));
    TestedRun tested = TestedRun.of(storage, run, TEST_ROWS);
    CheckRequest request =
        new CheckRequest(
            run.folder(),
            ThisProcess.sparkProperties(),
            tested.rows(),
            new Effort(seed, generated, stressRows > 0 ? 0 : stress, stressRows, threads));
    ServingLimits limits = new ServingLimits(memory, Duration.ofSeconds(timeLimit));
    List<GateResult> results = new ArrayList<>(List.of(tested.metric()));
    results.addAll(
        new ServingRules(limits, rule -> console.err().println("  %s…".formatted(rule)))
            .judge(request));
    return results;
  }

  /** Under the aliases' lease: whoever takes runs away holds it too. */
  private static Validation noted(
      Storage storage, RunFolder run, Duration lease, List<GateResult> results) {
    try (Lease turn = Lease.awaitAliases(storage, run, lease)) {
      Storage guarded = storage.guardedBy(turn::check);
      RunChoice.published(guarded, run);
      return new Gatekeeper(guarded, run).add(results);
    }
  }

  private static String end(RunFolder run, Validation validation) {
    List<String> open = validation.open();
    return open.isEmpty()
        ? "Run %s of job %s is fit for use.".formatted(run.runId(), run.job())
        : "Run %s of job %s isn't fit for use: it failed %s."
            .formatted(run.runId(), run.job(), String.join(", ", open));
  }
}
