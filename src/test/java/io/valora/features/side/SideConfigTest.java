package io.valora.features.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideConfigTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("item", ColumnType.STRING),
              ColumnSpec.ofTimes("released", new TimePattern("d-MMM-yyyy", "UTC")),
              ColumnSpec.of("action", ColumnType.INT),
              ColumnSpec.of("drama", ColumnType.INT),
              ColumnSpec.of("length", ColumnType.DOUBLE)));

  @Test
  void defaults() {
    assertThat(read("features: [{columns: item}]"))
        .isEqualTo(
            new SideConfig("item", 1, List.of(SideFeature.of("item", SideKind.CATEGORICAL))));
  }

  @Test
  void everyKeySetToSomethingElse() {
    SideConfig config =
        read(
            """
            key: item
            min-count: 3
            features:
              - {columns: released, kind: year, bins: 4}
              - {columns: [action, drama], kind: flags}
              - {columns: [length], kind: number, bins: 7}
              - {columns: item, kind: multi, separator: ";"}
            """);
    assertThat(config)
        .isEqualTo(
            new SideConfig(
                "item",
                3,
                List.of(
                    SideFeature.of("released", SideKind.YEAR).withBins(4),
                    SideFeature.of("action", SideKind.FLAGS),
                    SideFeature.of("drama", SideKind.FLAGS),
                    SideFeature.of("length", SideKind.NUMBER).withBins(7),
                    SideFeature.of("item", SideKind.MULTI).withSeparator(";"))));
  }

  @Test
  void everyProblemIsNoted() {
    assertProblem("key: item", "Invalid features: [] (must list at least one column)");
    assertProblem(
        "key: id\nfeatures: [{columns: item}]",
        "Invalid key: id (must be a declared column: item, released, action, drama, length)");
    assertProblem(
        "features: [{columns: item}, {columns: [action, item]}]",
        "Invalid features[1].columns: item (must not be a column of another feature)");
    assertProblem(
        "features: [{columns: item}, {kind: flags}]",
        "Missing features[1].columns (must be given)");
    assertProblem(
        "features: [{columns: item}, {kind: flags, columns: []}]",
        "Invalid features[1].columns: [] (must name at least one column)");
    assertProblem(
        "features: [{columns: genre}]",
        "Invalid features[0].columns: genre"
            + " (must be a declared column: item, released, action, drama, length)");
    assertProblem(
        "features: [{columns: item, kind: flags}]",
        "Invalid features[0].columns: item (must be a number to be flags)");
    assertProblem(
        "features: [{columns: length}]",
        "Invalid features[0].columns: length (must be a string, an int or a long to be"
            + " categorical)");
    assertProblem(
        "features: [{columns: action, kind: year}]",
        "Invalid features[0].columns: action (must be a timestamp, epoch-seconds or a string to be"
            + " year)");
    assertProblem(
        "features: [{columns: length, kind: number, bins: 1}]",
        "Invalid features[0].bins: 1 (must be a whole number of at least 2)");
    assertProblem(
        "features: [{columns: action, kind: multi}]",
        "Invalid features[0].columns: action (must be a string to be multi)");
    assertProblem(
        "features: [{columns: item, kind: multi, separator: ''}]",
        "Invalid features[0].separator: '' (must be one or more characters, such as |)");
    assertProblem(
        "features: [{columns: item}]\nmin-count: 0",
        "Invalid min-count: 0 (must be a whole number of at least 1)");
  }

  @Test
  void fewerThanTwoBinsAreRefused() {
    assertThatThrownBy(() -> new SideFeature("a", SideKind.NUMBER, "", 1))
        .hasMessage("1 bins are fewer than 2");
  }

  private static void assertProblem(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(JobException.class)
        .hasMessage("1 problem in job:%n  %s".formatted(message));
  }

  private static SideConfig read(String yaml) {
    Problems problems = new Problems("job");
    ConfigSection section = new ConfigSection(JobText.parse("job", yaml), problems);
    SideConfig config = SideConfig.from(section, SideConfig.key(section, "item"), SCHEMA);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }
}
