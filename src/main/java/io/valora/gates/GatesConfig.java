package io.valora.gates;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.Figure;
import io.valora.config.ConfigSection;
import io.valora.config.Suggestions;
import io.valora.gates.GateResult.Figures;
import io.valora.lineage.Ledger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Section {@code gates} of a job file: rules beside those that every run has.
 *
 * @param values bounds of test metrics
 * @param beats baselines that the network must be better than
 * @param change bound of the change against the champion, if there is one
 * @param newest the same on test rows that the champion's run hasn't read
 * @param data bounds of the run's rows
 * @param examples rows of a rule that are shown one by one, at most
 */
public record GatesConfig(
    List<ValueRule> values,
    List<String> beats,
    Optional<ChangeRule> change,
    Optional<ChangeRule> newest,
    DataRules data,
    int examples) {
  /** Name of the section. */
  public static final String GATES = "gates";

  private static final int EXAMPLES = 10;
  private static final GatesConfig NONE =
      new GatesConfig(
          List.of(), List.of(), Optional.empty(), Optional.empty(), DataRules.NONE, EXAMPLES);
  private static final String BEATS = "beats";
  private static final String NEWEST = "newest";

  public GatesConfig {
    values = List.copyOf(values);
    beats = List.copyOf(beats);
  }

  /**
   * Reads the section, noting its problems.
   *
   * @param jobFile the whole job file, whose baselines are read
   * @param hasClasses whether rows have classes
   */
  public static GatesConfig from(ConfigSection jobFile, JudgedMetrics metrics, boolean hasClasses) {
    Optional<ConfigSection> section = jobFile.optionalSection(GATES);
    if (section.isEmpty()) {
      return NONE;
    }
    List<ValueRule> values = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection entry : section.get().sections("values")) {
      ValueRule rule = ValueRule.from(entry, metrics);
      if (!names.add(rule.name())) {
        entry.invalid("metric", rule.metric(), "must not repeat an entry of the list");
      }
      values.add(rule);
    }
    return new GatesConfig(
        values,
        beats(section.get(), baselines(jobFile)),
        change(section.get(), "change", ChangeRule.NAME, metrics),
        change(section.get(), NEWEST, ChangeRule.NEWEST, metrics),
        section
            .get()
            .optionalSection("data")
            .map(data -> DataRules.from(data, hasClasses))
            .orElse(DataRules.NONE),
        section.get().integer("examples", EXAMPLES, 0, EXAMPLES));
  }

  private static Optional<ChangeRule> change(
      ConfigSection section, String key, String name, JudgedMetrics metrics) {
    return section.optionalSection(key).map(one -> ChangeRule.from(name, one, metrics));
  }

  private static List<String> baselines(ConfigSection jobFile) {
    List<String> names = new ArrayList<>();
    jobFile.resolved().at("/baselines/include").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> beats(ConfigSection section, List<String> baselines) {
    List<String> beats = section.texts(BEATS, List.of());
    for (String name : beats) {
      if (!baselines.contains(name)) {
        section.invalid(
            BEATS,
            name,
            "must be one of the job's baselines: %s%s"
                .formatted(String.join(", ", baselines), Suggestions.hint(name, baselines)));
      }
    }
    return beats;
  }

  /** Names of all rules that a run of the job is held against. */
  public List<String> names() {
    List<String> names = new ArrayList<>(DefaultGates.names());
    values.forEach(rule -> names.add(rule.name()));
    beats.forEach(baseline -> names.add(beats(baseline)));
    change.ifPresent(rule -> names.add(rule.name()));
    newest.ifPresent(rule -> names.addAll(List.of(ChangeRule.NEWEST, NewestLabels.NAME)));
    names.addAll(data.names());
    return names;
  }

  /**
   * Judges a run by the rules of its job file, but for {@link #change} and {@link #newest}.
   *
   * @param measured the tree of {@code metrics.json}
   */
  public List<GateResult> judge(JsonNode measured, Ledger ledger, JudgedMetrics metrics) {
    List<GateResult> results = new ArrayList<>();
    values.forEach(rule -> results.add(rule.judge(measured)));
    beats.forEach(baseline -> results.add(beats(baseline, measured, metrics)));
    results.addAll(data.judge(measured, ledger));
    return results;
  }

  private static GateResult beats(String baseline, JsonNode measured, JudgedMetrics metrics) {
    JsonNode own = measured.path("test").path(metrics.main());
    JsonNode other = measured.path("baselines").path(baseline).path(metrics.main());
    if (!own.isNumber() || !other.isNumber()) {
      return GateResult.notJudged(
          beats(baseline), metrics.main(), "%s is undefined".formatted(metrics.main()));
    }
    return GateResult.judged(
        beats(baseline),
        metrics.bestFirst().compare(own.asDouble(), other.asDouble()) < 0,
        new Figures(metrics.main(), own.asDouble(), other.asDouble()),
        "%s %s, %s %s"
            .formatted(
                metrics.main(), Figure.of(own.asDouble()), baseline, Figure.of(other.asDouble())),
        "the rule is the job file's, in gates.beats");
  }

  /** Name of the rule that a baseline is to be beaten. */
  public static String beats(String baseline) {
    return "%s-%s".formatted(BEATS, baseline);
  }
}
