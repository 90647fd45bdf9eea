package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClassificationConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsChooseTheThresholdOnValidationRows() {
    assertThat(read("{}")).isEqualTo(new ClassificationConfig(OptionalDouble.empty(), 10));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    assertThat(read("{threshold: 0.25, misread: 3}"))
        .isEqualTo(new ClassificationConfig(OptionalDouble.of(0.25), 3));
    assertThat(read("threshold: validation").fixedThreshold()).isEmpty();
    problems.throwIfAny();
  }

  @Test
  void aThresholdThatIsNoScoreIsInvalid() {
    read("threshold: test");
    read("threshold: 1.5");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid threshold: test (must be validation or a number from 0 to 1)")
        .hasMessageContaining("Invalid threshold: 1.5 (must be");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ClassificationConfig(OptionalDouble.of(-0.1), 1))
        .hasMessage("Invalid threshold: -0.1 (must be from 0 to 1)");
    assertThatThrownBy(() -> new ClassificationConfig(OptionalDouble.empty(), -1))
        .hasMessage("Invalid misread: -1 (must be at least 0)");
  }

  private ClassificationConfig read(String text) {
    return ClassificationConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }
}
