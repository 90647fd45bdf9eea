package io.valora.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import org.junit.jupiter.api.Test;

class RecommendConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsListTenItemsThatTheUserHasNotRated() {
    assertThat(read("{}")).isEqualTo(new RecommendConfig(10, RatedItems.EXCLUDED));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    assertThat(read("{top-n: 3, exclude-rated: false}"))
        .isEqualTo(new RecommendConfig(3, RatedItems.KEPT));
    problems.throwIfAny();
  }

  @Test
  void aListOfNoItemsIsRefused() {
    assertThatThrownBy(() -> new RecommendConfig(0, RatedItems.KEPT))
        .isInstanceOf(JobException.class)
        .hasMessage("Invalid top-n: 0 (must be a whole number from 1 to 100000)");
  }

  private RecommendConfig read(String text) {
    return RecommendConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }
}
