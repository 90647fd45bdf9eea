package io.valora.gates.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.gates.GateResult;
import io.valora.gates.GateVerdict;
import io.valora.serving.check.CheckRequest;
import io.valora.serving.check.CheckRequest.Effort;
import io.valora.serving.check.CheckRule;
import io.valora.storage.RunFolder;
import io.valora.testing.scoring.TinyRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real JVMs, of the classes as they lie in their folder. */
class ServingRulesTest {
  private static final Duration TIME = Duration.ofSeconds(60);

  @TempDir private Path root;

  @Test
  void aSoundModelPassesInAFreshJvm() {
    List<String> begun = new ArrayList<>();
    List<GateResult> results =
        new ServingRules(new ServingLimits("256m", TIME), begun::add)
            .judge(request(new TinyRuns(root).reviews(), new Effort(1, 200, 0, 1000, 2)));

    List<String> all = Arrays.stream(CheckRule.values()).map(CheckRule::label).toList();
    assertThat(begun).isEqualTo(all);
    assertThat(results).extracting(GateResult::rule).isEqualTo(all);
    assertThat(results.remove(CheckRule.TEST_ROWS.ordinal()).verdict())
        .isEqualTo(GateVerdict.NOT_JUDGED);
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result.verdict()).as(result.toString()).isEqualTo(GateVerdict.PASSED));
  }

  @Test
  void itsClassPathHasNeitherSparkNorNd4j() {
    assertThat(ServingClassPath.ofThisProcess())
        .contains("hadoop-client-api")
        .doesNotContainPattern("/(spark|nd4j|deeplearning4j|scala)[^/:]*\\.jar");
  }

  @Test
  void aJvmThatTakesTooLongFailsTheRuleItWasAt() {
    RunFolder run = new TinyRuns(root).sales();
    List<GateResult> results =
        new ServingRules(new ServingLimits("256m", Duration.ofSeconds(5)), rule -> {})
            .judge(request(run, new Effort(1, 0, 0, Long.MAX_VALUE, 2)));

    assertThat(results.stream().filter(GateResult::failed).map(GateResult::sentence))
        .containsExactly("the JVM died: it took more than 5 s, the time limit");
  }

  @Test
  void aJvmWithoutMemoryFailsTheRuleItWasAt() {
    List<GateResult> results =
        new ServingRules(new ServingLimits("6m", TIME), rule -> {})
            .judge(request(new TinyRuns(root).sales(), new Effort(1, 200, 0, 100, 2)));

    assertThat(results.stream().filter(GateResult::failed).map(GateResult::sentence))
        .containsExactly("the JVM died: 6m of memory were too little");
    assertThat(results.get(CheckRule.STRESS.ordinal()).verdict()).isEqualTo(GateVerdict.NOT_JUDGED);
  }

  private static CheckRequest request(RunFolder run, Effort effort) {
    return new CheckRequest(run, Map.of(), List.of(), effort);
  }
}
