package io.valora.gates;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;

/** Lets a run become champion, or not: its gates, and overrides of rules that it failed. */
public final class Gatekeeper {
  /** Element of a report's first page that overrides are written into. */
  private static final String SLOT = "<p class=\"overrides\" hidden></p>";

  private final Storage storage;
  private final RunFolder run;

  public Gatekeeper(Storage storage, RunFolder run) {
    this.storage = storage;
    this.run = run;
  }

  /** Names of all rules that the run was held against. */
  public List<String> rules() {
    return Validation.read(storage, run).stream()
        .flatMap(found -> found.results().stream())
        .map(GateResult::rule)
        .toList();
  }

  /** Rules that the run failed and that nobody has overridden. */
  public List<String> open() {
    return Validation.read(storage, run).map(Validation::open).orElse(List.of());
  }

  /**
   * Notes an override in {@code validation.json} and the report; one of rules that didn't fail
   * changes nothing.
   *
   * @return rules that still stop the run
   */
  public List<String> override(GateOverride override) {
    Optional<Validation> found = Validation.read(storage, run);
    if (found.isEmpty()) {
      return List.of();
    }
    Validation noted = found.get().with(override);
    if (!noted.equals(found.get())) {
      noted.write(storage, run);
      tellReport(noted.overrides().get(noted.overrides().size() - 1));
    }
    return noted.open();
  }

  /**
   * Adds the verdicts of checks of the published run to {@code validation.json}, in place of
   * earlier ones of the same rules.
   */
  public Validation add(List<GateResult> results) {
    Validation known =
        Validation.read(storage, run)
            .orElseGet(() -> new Validation(run.job(), run.runId(), List.of(), List.of()));
    Validation all = known.with(results);
    all.write(storage, run);
    return all;
  }

  private void tellReport(GateOverride override) {
    Optional<String> report = storage.textOf(run.report()).filter(page -> page.contains(SLOT));
    if (report.isPresent()) {
      String sentence = "<p>Overridden: %s.</p>".formatted(escaped(override.why()));
      storage.write(run.report(), report.get().replace(SLOT, sentence + SLOT));
      new PublishedFiles(storage, run).changed("evaluation/report.html");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Why the run becomes champion by itself, for the history. */
  public String why() {
    return Validation.read(storage, run).stream()
        .flatMap(found -> found.overrides().stream())
        .map(GateOverride::why)
        .reduce("%s; %s"::formatted)
        .orElse("published");
  }

  /**
   * @throws JobException when rules that the run failed aren't overridden
   */
  public void requirePassed(GateOverride override) {
    List<String> left = open().stream().filter(rule -> !override.rules().contains(rule)).toList();
    if (!left.isEmpty()) {
      throw new JobException(Outcome.UNUSABLE_MODEL, message(run, left));
    }
  }

  /** Sentence on rules that stop a run. */
  public static String message(RunFolder run, List<String> rules) {
    return "Cannot make run %s champion: it failed %s (its report says what to do; --override %s --reason TEXT makes it champion all the same)"
        .formatted(run.runId(), String.join(", ", rules), String.join(" --override ", rules));
  }
}
