package io.valora.gates;

import static io.valora.gates.GateVerdict.FAILED;
import static io.valora.gates.GateVerdict.NOT_JUDGED;
import static io.valora.gates.GateVerdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.lineage.Ledger;
import io.valora.lineage.LedgerCount;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatesConfigTest {
  private static final JudgedMetrics RATINGS =
      new JudgedMetrics(
          "rmse",
          Comparator.naturalOrder(),
          List.of("rmse", "mae"),
          List.of("known-user-known-item", "unknown-user-known-item"));
  private static final String METRICS =
      """
      {"test": {"rows": 900, "rmse": 0.9, "rmse-interval-95": [0.88, 0.92], "mae": null},
       "baselines": {"item-mean": {"rmse": 1.0}, "als": {"rmse": 0.85}},
       "class-balance": {"negatives": 890, "positives": 10},
       "slices": [{"user": "known", "item": "known", "rows": 800, "rmse": 0.8},
                  {"user": "unknown", "item": "known", "rows": 100, "rmse": 1.7}]}
      """;

  @Test
  void withoutTheSectionThereAreNoRules() throws Exception {
    assertThat(judge("job: x")).isEmpty();
    assertThat(config("job: x", true).names()).isEqualTo(DefaultGates.names());
    assertThat(config("job: x", true).examples()).isEqualTo(10);
    assertThat(config("gates: {}", true).examples()).isEqualTo(10);
    assertThat(config("gates: {examples: 0}", true).examples()).isZero();
  }

  @Test
  void boundsOfMetricsAreHeldAgainstTheTestRows() throws Exception {
    assertThat(judge("gates: {values: [{at-most: 0.9}, {metric: mae, at-least: 1}]}"))
        .containsExactly(Map.entry("mae-at-least", NOT_JUDGED), Map.entry("rmse-at-most", PASSED));
    assertThat(judge("gates: {values: [{at-most: 0.89}, {at-least: 0.9}]}"))
        .containsExactly(Map.entry("rmse-at-least", PASSED), Map.entry("rmse-at-most", FAILED));
  }

  @Test
  void sliceThatIsRuinedWhileTheMeanIsGoodFails() throws Exception {
    String slice = "slice: unknown-user-known-item, at-most: 1.2";
    assertThat(judge("gates: {values: [{at-most: 0.95}, {%s}]}".formatted(slice)))
        .containsExactly(
            Map.entry("rmse-at-most", PASSED),
            Map.entry("rmse-at-most-of-unknown-user-known-item", FAILED));
    assertThat(judge("gates: {values: [{%s, least-rows: 101}]}".formatted(slice)).values())
        .containsExactly(NOT_JUDGED);
  }

  @Test
  void networkIsToBeatBaselines() throws Exception {
    assertThat(judge("baselines: {include: [item-mean, als]}\ngates: {beats: [item-mean, als]}"))
        .containsExactly(Map.entry("beats-als", FAILED), Map.entry("beats-item-mean", PASSED));
    assertThat(judge("baselines: {include: [bias]}\ngates: {beats: [bias]}").values())
        .containsExactly(NOT_JUDGED);
  }

  @Test
  void rowsHaveBounds() throws Exception {
    assertThat(
            judge(
                "gates: {data: {least-train-rows: 8000, least-test-rows: 901, least-test-rows-of-a-class: 11, most-quarantined: 0.01}}"))
        .containsExactly(
            Map.entry("least-test-rows", FAILED),
            Map.entry("least-test-rows-of-a-class", FAILED),
            Map.entry("least-train-rows", PASSED),
            Map.entry("most-quarantined", FAILED));
  }

  @Test
  void allProblemsOfTheSectionAreNotedAtOnce() {
    String job =
        """
        baselines: {include: [item-mean]}
        gates:
          values:
            - {metric: rsme, at-most: 1}
            - {at-most: 1, at-least: 0}
            - {metric: mae, slice: known-user-known-itme, at-most: 1}
            - {at-most: 2}
          beats: [item-men]
          examples: 11
          data: {least-test-rows: 0, least-test-rows-of-a-class: 5, most-quarantined: 2, most: 1}
        """;
    assertThatThrownBy(() -> config(job, false))
        .hasMessageContainingAll(
            "Invalid gates.values[0].metric: rsme (must be one of rmse, mae",
            "did you mean 'rmse'?",
            "Invalid gates.values[1].at-most: 1.0 (must be given, or at-least, and not both)",
            "Invalid gates.values[2].slice: known-user-known-itme (must be one of known-user-known-item, unknown-user-known-item; did you mean 'known-user-known-item'?)",
            "Invalid gates.values[2].metric: mae (must be rmse, which slices have)",
            "Invalid gates.values[3].metric: rmse (must not repeat an entry of the list)",
            "Invalid gates.beats: item-men (must be one of the job's baselines: item-mean; did you mean 'item-mean'?)",
            "Invalid gates.examples: 11 (must be",
            "Invalid gates.data.least-test-rows: 0",
            "Invalid gates.data.least-test-rows-of-a-class: 5 (must be left out: rows of this task have no classes)",
            "Invalid gates.data.most-quarantined: 2.0 (must be at least 0 and below 1)",
            "Unknown key gates.data.most");
  }

  private static Map<String, GateVerdict> judge(String job) throws Exception {
    JsonNode metrics = new ObjectMapper().readTree(METRICS);
    Ledger ledger =
        Ledger.EMPTY
            .with(LedgerCount.READ, 10_000)
            .with(LedgerCount.QUARANTINED, 101)
            .with(LedgerCount.TRAIN, 8_000)
            .with(LedgerCount.TEST, 900);
    GatesConfig config = config(job, true);
    Map<String, GateVerdict> verdicts = new TreeMap<>();
    config
        .judge(metrics, ledger, RATINGS)
        .forEach(result -> verdicts.put(result.rule(), result.verdict()));
    assertThat(config.names()).containsAll(verdicts.keySet());
    return verdicts;
  }

  private static GatesConfig config(String job, boolean hasClasses) {
    Problems problems = new Problems("job.yaml");
    ConfigSection section = new ConfigSection(JobText.parse("job.yaml", job), problems);
    section.optionalText("job");
    section.section("baselines").texts("include", List.of());
    GatesConfig config = GatesConfig.from(section, RATINGS, hasClasses);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }
}
