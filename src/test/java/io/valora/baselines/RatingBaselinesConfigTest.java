package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RatingBaselinesConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsAreTheStandardBaselines() {
    assertThat(read("{}"))
        .isEqualTo(
            new RatingBaselinesConfig(
                List.of("global-mean", "item-mean", "bias", "als"),
                List.of("als-implicit"),
                new BiasConfig(2, 5, 3),
                new AlsConfig(50, 0.12, 12),
                new AlsImplicitConfig(32, 1, 0.1, 10)));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    String text =
        """
        include: [bias]
        ranking: []
        bias: {item-regularization: 1.5, user-regularization: 0, rounds: 2}
        als: {rank: 8, regularization: 0.5, iterations: 3}
        als-implicit: {rank: 4, alpha: 2.5, regularization: 0, iterations: 5}
        """;
    assertThat(read(text))
        .isEqualTo(
            new RatingBaselinesConfig(
                List.of("bias"),
                List.of(),
                new BiasConfig(1.5, 0, 2),
                new AlsConfig(8, 0.5, 3),
                new AlsImplicitConfig(4, 2.5, 0, 5)));
    problems.throwIfAny();
  }

  @Test
  void theIncludedBaselinesAreMadeInOrder() {
    RatingBaselinesConfig config = read("include: [als, global-mean]");

    assertThat(config.baselines(3))
        .containsExactly(
            new Als(new Bias(config.bias()), config.als(), 3, Als.Unit.SPREAD), new GlobalMean());
    assertThat(config.rankingBaselines(3))
        .containsExactly(new AlsImplicit(config.alsImplicit(), 3));
  }

  @Test
  void aNameThatIsNoBaselineOrTwiceTheSameIsInvalid() {
    read("include: [bias, median]");
    read("include: [bias, bias]");
    read("ranking: [popularity]");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid include: [bias, median] (must be a list of global-mean, item-mean, bias, als,"
                + " each once)")
        .hasMessageContaining("Invalid include: [bias, bias]")
        .hasMessageContaining(
            "Invalid ranking: [popularity] (must be a list of als-implicit, each once)");
  }

  @Test
  void moreIterationsThanSparkCanChainAreInvalid() {
    read("als: {iterations: 16}");
    read("als-implicit: {iterations: 16}");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid als-implicit.iterations: 16 (must be a whole number from 1 to 15)")
        .hasMessageContaining("Invalid als.iterations: 16 (must be a whole number from 1 to 15)");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(() -> new BiasConfig(-1, 0, 1), "Invalid item-regularization: -1.0 (must be");
    assertRefused(() -> new BiasConfig(0, -1, 1), "Invalid user-regularization: -1.0 (must be");
    assertRefused(() -> new BiasConfig(0, 0, 0), "Invalid rounds: 0 (must be at least 1)");
    assertRefused(() -> new AlsConfig(0, 0, 1), "Invalid rank: 0 (must be at least 1)");
    assertRefused(() -> new AlsConfig(1, -1, 1), "Invalid regularization: -1.0 (must be");
    assertRefused(
        () -> new AlsConfig(1, 0, 0),
        "Invalid iterations: 0 (must be a whole number from 1 to 15)");
    assertRefused(() -> new AlsImplicitConfig(0, 1, 0, 1), "Invalid rank: 0 (must be at least 1)");
    assertRefused(() -> new AlsImplicitConfig(1, 0, 0, 1), "Invalid alpha: 0.0 (must be above 0)");
    assertRefused(
        () -> new AlsImplicitConfig(1, 1, -1, 1), "Invalid regularization: -1.0 (must be");
    assertRefused(
        () -> new AlsImplicitConfig(1, 1, 0, 16),
        "Invalid iterations: 16 (must be a whole number from 1 to 15)");
    assertRefused(
        () -> new AlsConfig(1, 0, 16),
        "Invalid iterations: 16 (must be a whole number from 1 to 15)");
  }

  private RatingBaselinesConfig read(String text) {
    return RatingBaselinesConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(JobException.class).hasMessageStartingWith(message);
  }
}
