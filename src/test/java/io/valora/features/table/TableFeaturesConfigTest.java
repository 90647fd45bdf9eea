package io.valora.features.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.features.TableRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableFeaturesConfigTest {
  private static final ColumnSpec MONTH = TableRows.SCHEMA.column("month").orElseThrow();
  private static final ColumnSpec BRANCH = TableRows.SCHEMA.column("branch").orElseThrow();
  private static final ColumnSpec AMOUNT = TableRows.SCHEMA.column("amount").orElseThrow();

  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsFollowTheDeclaredTypes() {
    assertThat(read("{}"))
        .isEqualTo(
            new TableFeaturesConfig(
                "subscribers",
                List.of(
                    new FeatureColumn(
                        MONTH,
                        FeatureKind.TIMESTAMP,
                        "",
                        Imputation.MEAN,
                        Scaling.STANDARD,
                        List.of()),
                    new FeatureColumn(
                        BRANCH,
                        FeatureKind.CATEGORICAL,
                        "",
                        Imputation.MOST_FREQUENT,
                        Scaling.NONE,
                        List.of()),
                    new FeatureColumn(
                        AMOUNT,
                        FeatureKind.NUMERIC,
                        "",
                        Imputation.MEAN,
                        Scaling.STANDARD,
                        List.of())),
                1_000));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    String text =
        """
        columns:
          - {name: amount, kind: categorical, impute: zero, scale: none}
          - {name: month, kind: timestamp, impute: median, scale: min-max, parts: [day-of-week]}
        max-categories: 5
        """;
    assertThat(read(text))
        .isEqualTo(
            new TableFeaturesConfig(
                "subscribers",
                List.of(
                    new FeatureColumn(
                        AMOUNT,
                        FeatureKind.CATEGORICAL,
                        "",
                        Imputation.ZERO,
                        Scaling.NONE,
                        List.of()),
                    new FeatureColumn(
                        MONTH,
                        FeatureKind.TIMESTAMP,
                        "",
                        Imputation.MEDIAN,
                        Scaling.MIN_MAX,
                        List.of(TimePart.DAY_OF_WEEK))),
                5));
    problems.throwIfAny();
  }

  @Test
  void cellsOfSeveralValuesHaveASeparator() {
    assertThat(read("columns: [{name: branch, kind: multi}]").columns())
        .containsExactly(
            new FeatureColumn(
                BRANCH, FeatureKind.MULTI, "|", Imputation.ZERO, Scaling.NONE, List.of()));
    assertThat(read("columns: [{name: branch, kind: multi, separator: ', '}]").columns())
        .extracting(FeatureColumn::separator)
        .containsExactly(", ");
    problems.throwIfAny();
    read(
        "columns: [{name: branch, kind: multi, separator: '', impute: mean}, {name: amount, kind: multi}]");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid columns[0].separator: '' (must be one or more characters, such as |)")
        .hasMessageContaining(
            "Invalid columns[0].impute: mean (must be zero for cells of several values)")
        .hasMessageContaining(
            "Invalid columns[1].kind: multi (must be numeric: the column is declared as double)");
  }

  @Test
  void whatIsWrittenReadAgainIsTheSame() {
    for (String text :
        List.of(
            "{}",
            "columns: []",
            "columns: [{name: month, parts: [month]}]",
            "columns: [{name: branch, kind: multi}]")) {
      ConfigSection section = section(text);
      TableFeaturesConfig config =
          TableFeaturesConfig.from(section, TableRows.SCHEMA, "subscribers");
      ConfigSection again = new ConfigSection(section.resolved(), problems);

      assertThat(TableFeaturesConfig.from(again, TableRows.SCHEMA, "subscribers"))
          .isEqualTo(config);
    }
    problems.throwIfAny();
  }

  @Test
  void everyProblemIsNamed() {
    String text =
        """
        columns:
          - {name: amuont}
          - {name: subscribers}
          - {name: branch, kind: numeric, impute: mean, scale: standard, parts: [month]}
          - {name: branch}
          - {name: month, parts: [year]}
        max-categories: 0
        """;
    read(text);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid columns[0].name: amuont (must be a declared column, not the target: month,"
                + " branch, amount; did you mean 'amount'?)")
        .hasMessageContaining("Invalid columns[1].name: subscribers (must be a declared column")
        .hasMessageContaining(
            "Invalid columns[2].kind: numeric (must be categorical: the column is declared as"
                + " string)")
        .hasMessageContaining(
            "Invalid columns[2].impute: mean (must be most-frequent or zero for categories)")
        .hasMessageContaining("Invalid columns[2].scale: standard (must be none for categories)")
        .hasMessageContaining(
            "Invalid columns[2].parts: [month] (must be left out: the column is not a timestamp)")
        .hasMessageContaining("Invalid columns[3].name: branch (must not be listed twice)")
        .hasMessageContaining(
            "Invalid columns[4].parts: [year] (must be a list of month, day-of-week, each once)")
        .hasMessageContaining("Invalid max-categories: 0 (must be a whole number of at least 1)");
  }

  @Test
  void aTargetWithoutInputsIsInvalid() {
    TableSchema alone = new TableSchema(List.of(ColumnSpec.of("y", ColumnType.INT)));
    TableFeaturesConfig.from(section("{}"), alone, "y");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid columns: [] (must list at least one column beside the target)");
  }

  @Test
  void theTargetIsARequiredColumnOfNumbers() {
    TableFeaturesConfig.target(section("target: subscriber"), TableRows.SCHEMA);
    TableFeaturesConfig.target(section("target: branch"), TableRows.SCHEMA);
    TableFeaturesConfig.target(section("target: amount"), TableRows.SCHEMA);
    TableFeaturesConfig.target(section("{}"), TableRows.SCHEMA);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid target: subscriber (must be a declared column: month, branch, amount,"
                + " subscribers; did you mean 'subscribers'?)")
        .hasMessageContaining(
            "Invalid target: branch (must be a required column of numbers,"
                + " and its type is string: give it type double or int)")
        .hasMessageContaining(
            "Invalid target: amount (must be a required column of numbers:"
                + " leave out required: false)")
        .hasMessageContaining("Missing target (must be given)");
  }

  private TableFeaturesConfig read(String text) {
    return TableFeaturesConfig.from(section(text), TableRows.SCHEMA, "subscribers");
  }

  private ConfigSection section(String text) {
    return new ConfigSection(JobText.parse("job.yaml", text), problems);
  }
}
