package io.valora.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowConfigTest {
  @Test
  void defaultsAreTheJobsName() {
    MlflowConfig usual = new MlflowConfig(Optional.empty(), "ratings", "ratings", 60);
    assertThat(read("job: ratings", new Problems("a"))).isEqualTo(usual);
    assertThat(read("{job: ratings, tracking: {mlflow: {}}}", new Problems("a"))).isEqualTo(usual);
  }

  @Test
  void everyKeyIsRead() {
    Problems problems = new Problems("a");
    assertThat(
            read(
                "tracking: {mlflow: {uri: 'https://host/mlflow', experiment: /Users/ana/stars,"
                    + " model: stars, limit-seconds: 5}}",
                problems))
        .isEqualTo(
            new MlflowConfig(Optional.of("https://host/mlflow"), "/Users/ana/stars", "stars", 5));
    problems.throwIfAny();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri: localhost:5000",
        "uri: 'sqlite:///mlflow.db'",
        "uri: databricks",
        "uri: 'http://host?a=b'",
        "uri: 'http://ana:secret@host'",
        "uri: 'http:// host'",
        "model: a/b",
        "model: \"it's\"",
        "experiment: \"\\n\"",
        "limit-seconds: 0"
      })
  void mistakesAreProblems(String key) {
    Problems problems = new Problems("a");
    read("tracking: {mlflow: {%s}}".formatted(key), problems);
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Invalid tracking.mlflow." + key.replaceFirst(":.*", ": "));
  }

  private static MlflowConfig read(String yaml, Problems problems) {
    return MlflowConfig.from(new ConfigSection(JobText.parse("a", yaml), problems), "ratings");
  }
}
