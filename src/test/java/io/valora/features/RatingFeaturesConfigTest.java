package io.valora.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.features.ContextTerm.Group;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingFeaturesConfigTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING),
              ColumnSpec.of("item", ColumnType.STRING),
              ColumnSpec.of("rating", ColumnType.DOUBLE),
              ColumnSpec.of("device", ColumnType.STRING),
              ColumnSpec.ofTimes("time", new TimePattern("yyyy-MM-dd", "Asia/Tokyo"))));

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
  void readsContext() {
    String terms = "{column: time, of: user}, {column: device, regularization: 5}";
    assertThat(read("features: {context: [%s]}".formatted(terms)).context())
        .containsExactly(
            new ContextTerm("time", ContextKind.DAY, Group.USER, "Asia/Tokyo", 2),
            new ContextTerm("device", ContextKind.CATEGORICAL, Group.ALL, "UTC", 5));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void refusesContextThatIsNone() {
    read(
        "features: {context: [{column: rating}, {column: daytime}, {column: device, kinds: [hour]},"
            + " {column: time}, {column: time, kinds: [day]}, {column: time, kinds: []}]}");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid features.context[0].column: rating"
                + " (must be another column than user, item, rating)")
        .hasMessageContaining(
            "Invalid features.context[1].column: daytime"
                + " (must be a declared column: user, item, rating, device, time)")
        .hasMessageContaining(
            "Invalid features.context[2].column: device"
                + " (must be a timestamp or epoch-seconds to be hour)")
        .hasMessageContaining("Invalid features.context[5].kinds: [] (must name at least one kind)")
        .hasMessageContaining(
            "Invalid features.context[4].column: time (must not repeat an entry of the list)");
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
    return RatingFeaturesConfig.from(job.section("features"), SCHEMA);
  }
}
