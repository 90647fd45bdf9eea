package io.valora.evaluation.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RatingEvaluationConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsMeasureTenItemsAndEveryHeldOutOne() {
    assertThat(read("{}")).isEqualTo(new RatingEvaluationConfig(10, 500, 20, 0));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    assertThat(read("{k: 5, bootstrap-samples: 100, worst-errors: 7, relevant-from: 3.5}"))
        .isEqualTo(new RatingEvaluationConfig(5, 100, 7, 3.5));
    problems.throwIfAny();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(
        () -> new RatingEvaluationConfig(0, 1, 1, 0), "Invalid k: 0 (must be at least 1)");
    assertRefused(
        () -> new RatingEvaluationConfig(1, -1, 1, 0),
        "Invalid bootstrap-samples: -1 (must be at least 0)");
    assertRefused(
        () -> new RatingEvaluationConfig(1, 1, -1, 0),
        "Invalid worst-errors: -1 (must be at least 0)");
    assertRefused(
        () -> new RatingEvaluationConfig(1, 1, 1, Double.NaN),
        "Invalid relevant-from: NaN (must be at least 0)");
  }

  private RatingEvaluationConfig read(String text) {
    return RatingEvaluationConfig.from(
        new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(JobException.class).hasMessage(message);
  }
}
