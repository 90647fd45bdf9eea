package io.valora.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import org.junit.jupiter.api.Test;

class RatingFeaturesConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void hasDefaults() {
    assertThat(read("job: ratings")).isEqualTo(new RatingFeaturesConfig(0.02, 1));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void readsEveryKey() {
    assertThat(read("features: {unknown-dropout: 0.1, min-count: 5}"))
        .isEqualTo(new RatingFeaturesConfig(0.1, 5));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsOutOfRange() {
    read("features: {unknown-dropout: 1, min-count: 0}");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid features.unknown-dropout: 1 (must be at least 0 and below 1)")
        .hasMessageContaining(
            "Invalid features.min-count: 0 (must be a whole number of at least 1)");
  }

  private RatingFeaturesConfig read(String yaml) {
    ConfigSection job = new ConfigSection(JobText.parse("job.yaml", yaml), problems);
    return RatingFeaturesConfig.from(job.section("features"));
  }
}
