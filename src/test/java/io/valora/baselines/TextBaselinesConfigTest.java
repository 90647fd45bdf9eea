package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TextBaselinesConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsAreTheStandardBaselines() {
    assertThat(read("{}"))
        .isEqualTo(
            new TextBaselinesConfig(
                List.of("majority-class", "naive-bayes", "logistic-regression"),
                new NaiveBayesConfig(1),
                new LogisticRegressionConfig(3e-6, 30)));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    String text =
        """
        include: [naive-bayes]
        naive-bayes: {smoothing: 0.5}
        logistic-regression: {regularization: 0, iterations: 7}
        """;
    assertThat(read(text))
        .isEqualTo(
            new TextBaselinesConfig(
                List.of("naive-bayes"),
                new NaiveBayesConfig(0.5),
                new LogisticRegressionConfig(0, 7)));
    problems.throwIfAny();
  }

  @Test
  void theIncludedBaselinesAreMadeInOrder() {
    TextBaselinesConfig config = read("include: [logistic-regression, majority-class]");

    assertThat(config.baselines())
        .containsExactly(new TermLogisticRegression(config.logistic()), new MajorityClass());
    assertThat(read("include: [naive-bayes]").baselines().get(0).name()).isEqualTo("naive-bayes");
  }

  @Test
  void anEmptyListIsNoBaselines() {
    ConfigSection job = new ConfigSection(JobText.parse("job.yaml", "baselines: []"), problems);

    assertThat(TextBaselinesConfig.from(job.section("baselines")).baselines()).isEmpty();
    assertThat(RatingBaselinesConfig.from(job.section("baselines")).baselines(1)).isEmpty();
    assertThat(read("include: []").baselines()).isEmpty();
    job.rejectUnknownKeys();
    problems.throwIfAny();
    assertThat(job.resolved().at("/baselines/include").toString()).isEqualTo("[]");
  }

  @Test
  void aNameThatIsNoBaselineOrTwiceTheSameIsInvalid() {
    read("include: [als]");
    read("include: [naive-bayes, naive-bayes]");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid include: [als] (must be a list of majority-class, naive-bayes,"
                + " logistic-regression, each once)")
        .hasMessageContaining("Invalid include: [naive-bayes, naive-bayes]");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(() -> new NaiveBayesConfig(0), "Invalid smoothing: 0.0 (must be above 0)");
    assertRefused(
        () -> new LogisticRegressionConfig(-1, 1),
        "Invalid regularization: -1.0 (must be at least 0)");
    assertRefused(
        () -> new LogisticRegressionConfig(0, 0), "Invalid iterations: 0 (must be at least 1)");
  }

  private TextBaselinesConfig read(String text) {
    return TextBaselinesConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).hasMessage(message);
  }
}
