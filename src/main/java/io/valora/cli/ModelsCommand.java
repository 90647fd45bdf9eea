package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.runs.HistoryText;
import io.valora.gates.GateOverride;
import io.valora.gates.Gatekeeper;
import io.valora.registry.AliasEntry;
import io.valora.registry.AliasHistory;
import io.valora.registry.ManualMove;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves a job's aliases by hand, and shows their history; needs no Spark. */
@Command
final class ModelsCommand implements Runnable {
  private static final String CHAMPION = "champion";
  private static final List<String> ALIASES = List.of(CHAMPION, "challenger");
  private static final String ALIAS = "champion or challenger (default: ${DEFAULT-VALUE}).";

  private final Console console;
  @Spec private CommandSpec spec;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing promote, rollback or history");
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Let an alias of a job name a published run.",
      footer = {
        "",
        "Example: valora models promote ratings 2026-01-31 --reason 'prices are right again'"
      })
  int promote(
      @Parameters(paramLabel = "JOB", description = "The job.") String job,
      @Parameters(
              paramLabel = "RUN",
              description = "The run: its id, a beginning of it, challenger, latest, …")
          String run,
      @Option(names = "--alias", defaultValue = CHAMPION, paramLabel = "ALIAS", description = ALIAS)
          String alias,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why; it stays in the history.")
          String reason,
      @Option(
              names = "--override",
              paramLabel = "RULE",
              description = "A gate that the run failed and may fail; repeatable.")
          List<String> overrides,
      @Mixin PlaceOptions place) {
    requireAlias(alias);
    Storage storage = ThisProcess.storage();
    Environment environment = place.environment(storage);
    Runs runs = new Runs(storage, storage.absolute(place.root(environment)));
    RunFolder anyRun = new RunFolder(runs.root(), job, alias);
    RunFolder chosen = runs.byArgument().find(Optional.of(anyRun.job()), run);
    if (!chosen.job().equals(job) || !chosen.root().equals(anyRun.root())) {
      throw JobException.invalid("RUN", run, "must be a run of job " + job);
    }
    Gatekeeper gates = new Gatekeeper(storage, chosen);
    GateOverride override = override(gates, overrides, required(reason));
    if (alias.equals(CHAMPION)) {
      gates.requirePassed(override);
    }
    Optional<AliasEntry> entry =
        ManualMove.of(storage, chosen, alias, environment.lease())
            .promote(override.rules().isEmpty() ? reason : override.why());
    gates.override(override);
    console
        .out()
        .println(
            entry
                .map(ModelsCommand::sentence)
                .orElseGet(
                    () -> "Run %s of job %s is %s already.".formatted(chosen.runId(), job, alias)));
    return Outcome.DONE.code();
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Let an alias of a job name the run before.",
        "Twice goes back twice: a rollback is a new entry of the history, and no promotion."
      })
  int rollback(
      @Parameters(paramLabel = "JOB", description = "The job.") String job,
      @Option(names = "--alias", defaultValue = CHAMPION, paramLabel = "ALIAS", description = ALIAS)
          String alias,
      @Option(
              names = "--reason",
              defaultValue = "rolled back",
              paramLabel = "TEXT",
              description = "Why; it stays in the history.")
          String reason,
      @Mixin PlaceOptions place) {
    requireAlias(alias);
    Storage storage = ThisProcess.storage();
    Environment environment = place.environment(storage);
    RunFolder anyRun = new RunFolder(storage.absolute(place.root(environment)), job, alias);
    AliasEntry entry =
        ManualMove.of(storage, anyRun, alias, environment.lease()).rollBack(required(reason));
    console.out().println(sentence(entry));
    return Outcome.DONE.code();
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Show every move of a job's aliases: from, to, when, who, why and verdict.")
  int history(
      @Parameters(paramLabel = "JOB", description = "The job.") String job,
      @Option(names = "--json", description = "Print one JSON object a move.") boolean json,
      @Mixin PlaceOptions place) {
    Storage storage = ThisProcess.storage();
    String root = storage.absolute(place.root(place.environment(storage)));
    RunFolder anyRun = new RunFolder(root, job, CHAMPION);
    List<AliasEntry> entries = new ArrayList<>();
    ALIASES.forEach(alias -> entries.addAll(new AliasHistory(storage, anyRun, alias).all()));
    if (entries.isEmpty()) {
      throw JobException.invalid(
          "JOB", job, "must be a job under %s whose aliases have a history".formatted(root));
    }
    entries.sort(Comparator.comparing(AliasEntry::when));
    HistoryText text = new HistoryText(entries);
    if (json) {
      text.printJson(console.out());
    } else {
      text.print(console.out(), console.ansi());
    }
    return Outcome.DONE.code();
  }

  private static GateOverride override(Gatekeeper gates, List<String> rules, String reason) {
    return rules == null ? GateOverride.NONE : GateOverride.of(rules, reason, gates.rules());
  }

  private static void requireAlias(String alias) {
    if (!ALIASES.contains(alias)) {
      throw JobException.invalid("--alias", alias, "must be champion or challenger");
    }
  }

  private static String required(String reason) {
    if (reason.isBlank()) {
      throw JobException.invalid("--reason", "''", "must say why");
    }
    return reason;
  }

  private static String sentence(AliasEntry entry) {
    return "Run %s of job %s is %s%s."
        .formatted(
            entry.to(),
            entry.job(),
            entry.alias(),
            entry.from().map(" in place of %s"::formatted).orElse(""));
  }
}
