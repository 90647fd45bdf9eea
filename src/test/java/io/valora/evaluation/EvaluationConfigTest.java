package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EvaluationConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsMeasureTenItemsAndEveryHeldOutOne() {
    assertThat(read("{}")).isEqualTo(new EvaluationConfig(10, 500, 20, 0));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    assertThat(read("{k: 5, bootstrap-samples: 100, worst-errors: 7, relevant-from: 3.5}"))
        .isEqualTo(new EvaluationConfig(5, 100, 7, 3.5));
    problems.throwIfAny();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(() -> new EvaluationConfig(0, 1, 1, 0), "Invalid k: 0 (must be at least 1)");
    assertRefused(
        () -> new EvaluationConfig(1, -1, 1, 0),
        "Invalid bootstrap-samples: -1 (must be at least 0)");
    assertRefused(
        () -> new EvaluationConfig(1, 1, -1, 0), "Invalid worst-errors: -1 (must be at least 0)");
    assertRefused(
        () -> new EvaluationConfig(1, 1, 1, Double.NaN),
        "Invalid relevant-from: NaN (must be at least 0)");
  }

  private EvaluationConfig read(String text) {
    return EvaluationConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(JobException.class).hasMessage(message);
  }
}
