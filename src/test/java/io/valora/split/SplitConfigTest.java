package io.valora.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void hasDefaults() {
    assertThat(read("job: ratings"))
        .isEqualTo(
            new SplitConfig(
                SplitKind.RANDOM,
                0.2,
                0.1,
                OptionalLong.empty(),
                OptionalLong.empty(),
                "user",
                "time",
                7,
                Optional.empty()));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void readsEveryKey() {
    SplitConfig config =
        read(
            """
            split:
              kind: temporal
              test-fraction: 0.3
              validation-fraction: 0.05
              test-rows: 11
              validation-rows: 12
              group: customer
              time: visited
              seed: 13
            """);
    assertThat(config)
        .isEqualTo(
            new SplitConfig(
                SplitKind.TEMPORAL,
                0.3,
                0.05,
                OptionalLong.of(11),
                OptionalLong.of(12),
                "customer",
                "visited",
                13,
                Optional.empty()));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void theResolvedSectionReadsTheSame() {
    for (SplitKind kind : SplitKind.values()) {
      ConfigSection section = section("split: {kind: " + EnumNames.nameOf(kind) + "}");
      SplitConfig config = SplitConfig.from(section, 7);
      assertThat(SplitConfig.from(new ConfigSection(section.resolved(), problems), 99))
          .isEqualTo(config);
    }
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void fractionsAreBelowOne() {
    read("split: {test-fraction: 1.0}");
    assertProblem("Invalid split.test-fraction: 1.0 (must be at least 0 and below 1)");
  }

  @Test
  void somethingIsLeftToTrainOn() {
    read("split: {test-fraction: 0.5, validation-fraction: 0.5}");
    assertProblem(
        "Invalid split.validation-fraction: 0.5"
            + " (must leave rows to train on: with test-fraction it is at least 1)");
  }

  @Test
  void somethingIsLeftToTest() {
    read("split: {test-fraction: 0}");
    assertProblem("Invalid split.test-fraction: 0.0 (must be above 0, or give test-rows)");
  }

  @Test
  void testRowsAreLeftOutWhereTheKindDecidesThem() {
    read("split: {kind: predefined, test-rows: 5}");
    assertProblem(
        "Invalid split.test-rows: 5 (must be left out: the kind predefined decides the test rows)");
  }

  @Test
  void validationRowsAreLeftOutWhereEveryGroupGivesOne() {
    read("split: {kind: leave-last-out, validation-rows: 5}");
    assertProblem(
        "Invalid split.validation-rows: 5"
            + " (must be left out: the kind leave-last-out takes one row of every user)");
  }

  @Test
  void theColumnsThatAreUsedAreDeclared() {
    ConfigSection section = section("split: {kind: leave-last-out}");
    SplitConfig.from(section, 7).noteMissingColumns(section, Set.of("rating", "item"));
    assertProblem("Invalid split.group: user (must be a declared column: item, rating)");
    assertProblem("Invalid split.time: time (must be a declared column: item, rating)");
  }

  @Test
  void columnsThatAreNotUsedNeedNotBeDeclared() {
    ConfigSection section = section("split: {kind: random}");
    SplitConfig.from(section, 7).noteMissingColumns(section, Set.of("rating"));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  private SplitConfig read(String yaml) {
    return SplitConfig.from(section(yaml), 7);
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems).section("split");
  }

  private void assertProblem(String message) {
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message);
  }
}
