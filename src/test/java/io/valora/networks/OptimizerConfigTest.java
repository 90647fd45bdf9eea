package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.networks.OptimizerConfig.AdamMoments;
import io.valora.networks.OptimizerConfig.GradientDescent;
import io.valora.networks.OptimizerConfig.KerasStyleAdagrad;
import io.valora.networks.OptimizerConfig.NesterovMomentum;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class OptimizerConfigTest {
  @Test
  void adagradOfKerasIsTheDefault() {
    assertThat(read("{}")).isEqualTo(new KerasStyleAdagrad(0.1, 0.1, 1e-7));
    assertThat(read("{}").updater()).isEqualTo(new KerasAdaGrad(0.1));
  }

  @Test
  void eachKindHasItsOwnDefaults() {
    assertThat(read("kind: adam")).isEqualTo(new AdamMoments(0.001, 1e-7));
    assertThat(read("kind: nesterov")).isEqualTo(new NesterovMomentum(0.01, 0.9));
    assertThat(read("kind: sgd")).isEqualTo(new GradientDescent(0.01));
  }

  @Test
  void everyKeyOfEachKindCanBeSet() {
    assertThat(read("{kind: adagrad, learning-rate: 2, initial-accumulator: 0.5, epsilon: 1.0e-3}"))
        .isEqualTo(new KerasStyleAdagrad(2, 0.5, 1e-3));
    assertThat(read("{kind: adam, learning-rate: 2, epsilon: 1.0e-3}"))
        .isEqualTo(new AdamMoments(2, 1e-3));
    assertThat(read("{kind: nesterov, learning-rate: 2, momentum: 0.5}"))
        .isEqualTo(new NesterovMomentum(2, 0.5));
    assertThat(read("{kind: sgd, learning-rate: 2}")).isEqualTo(new GradientDescent(2));
  }

  @Test
  void eachKindIsDoneByAnUpdaterOfDl4j() {
    assertThat(read("kind: adam").updater())
        .isEqualTo(Adam.builder().learningRate(0.001).epsilon(1e-7).build());
    assertThat(read("kind: nesterov").updater()).isEqualTo(new Nesterovs(0.01, 0.9));
    assertThat(read("kind: sgd").updater()).isEqualTo(new Sgd(0.01));
  }

  @Test
  void aKeyThatTheKindDoesNotUseIsUnknown() {
    assertThatThrownBy(() -> read("{kind: sgd, momentum: 0.5}"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("Unknown key momentum");
  }

  @Test
  void aLearningRateOfZeroIsRefused() {
    assertThatThrownBy(() -> read("learning-rate: 0"))
        .hasMessageContaining("Invalid learning-rate: 0 (must be a number above 0)");
  }

  private static OptimizerConfig read(String yaml) {
    Problems problems = new Problems("job.yaml");
    ConfigSection section = new ConfigSection(JobText.parse("job.yaml", yaml), problems);
    OptimizerConfig config = OptimizerConfig.from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }
}
