package io.valora.features.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.testing.features.TableRows;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TableEncoderTest {
  private static final TableRows TRAIN =
      new TableRows()
          .row("2024-01-01", "NORTH", 30.0, 100)
          .row("2024-02-01", "NORTH", 50.0, 140)
          .row("2024-03-01", "SOUTH", 100.0, 240);

  private static final String AMOUNT_ALONE = "columns: [{name: amount}]";

  @Test
  void numbersAreScaledByTheMeanAndDeviationOfTrain() {
    TableEncoder encoder = TableEncoderFit.of(TRAIN.dataset(), TableRows.config(AMOUNT_ALONE));

    // Mean 60, deviation sqrt((900 + 100 + 1600) / 3) = 29.439.
    assertThat(encoder.featureNames()).containsExactly("amount");
    assertThat(TableRows.numbers(encoder, TRAIN))
        .isEqualTo(List.of(List.of(-1.0190493f), List.of(-0.33968312f), List.of(1.3587325f)));
  }

  @Test
  void theTargetStaysInItsUnitAndItsSpreadIsKnown() {
    TableEncoder encoder = TableEncoderFit.of(TRAIN.dataset(), TableRows.config(AMOUNT_ALONE));

    assertThat(
            EncodedRows.of(TRAIN.dataset(), encoder)
                .orderBy("label")
                .select("label")
                .collectAsList())
        .extracting(row -> row.getFloat(0))
        .containsExactly(100f, 140f, 240f);
    assertThat(encoder.target().mean()).isEqualTo(160);
    assertThat(encoder.target().standardDeviation()).isCloseTo(58.878, within(0.001));
    assertThat(encoder.target().lowest()).isEqualTo(100);
    assertThat(encoder.target().highest()).isEqualTo(240);
  }

  @Test
  void numbersCanBeScaledToTheRangeOfTrainOrLeftAlone() {
    TableRows later = new TableRows().row("2024-04-01", "NORTH", 135.0, 1);
    String range = "columns: [{name: amount, scale: min-max}]";
    String none = "columns: [{name: amount, scale: none}]";

    assertThat(TableRows.numbers(fit(range), TRAIN))
        .isEqualTo(List.of(List.of(0f), List.of(20f / 70), List.of(1f)));
    assertThat(TableRows.numbers(fit(range), later)).isEqualTo(List.of(List.of(1.5f)));
    assertThat(TableRows.numbers(fit(none), later)).isEqualTo(List.of(List.of(135f)));
  }

  @Test
  void everyDeclaredColumnButTheTargetIsAFeature() {
    TableEncoder encoder = fit("{}");

    assertThat(encoder.inputs()).containsExactly("month", "branch", "amount");
    assertThat(encoder.featureNames())
        .containsExactly("month", "branch = NORTH", "branch = SOUTH", "amount");
    assertThat(encoder.width()).isEqualTo(4);
  }

  @Test
  void missingNumbersAreImputedAndMarkedWhereTrainHasSome() {
    TableRows train =
        new TableRows()
            .row(null, "A", 10.0, 1)
            .row(null, "A", 10.0, 2)
            .row(null, "A", 20.0, 3)
            .row(null, "A", 60.0, 4)
            .row(null, "A", null, 5);

    assertThat(amountOfTheLast(train, "mean")).containsExactly(25f, 1f);
    assertThat(amountOfTheLast(train, "median")).containsExactly(10f, 1f);
    assertThat(amountOfTheLast(train, "zero")).containsExactly(0f, 1f);
    assertThat(amountOfTheLast(train, "most-frequent")).containsExactly(10f, 1f);
    assertThat(fit("columns: [{name: amount}]").featureNames()).doesNotContain("amount is missing");
  }

  @Test
  void cellsOfSeveralValuesHaveAFlagForEach() {
    TableRows train =
        new TableRows()
            .row(null, "SPA|POOL", 1.0, 1)
            .row(null, " POOL | |POOL", 1.0, 2)
            .row(null, "BAR", 1.0, 3)
            .row(null, null, 1.0, 4);
    String two = "{columns: [{name: branch, kind: multi}], max-categories: 2}";
    TableEncoder encoder = TableEncoderFit.of(train.dataset(), TableRows.config(two));

    assertThat(encoder.featureNames())
        .containsExactly("branch has POOL", "branch has BAR", "branch is missing");
    assertThat(TableRows.numbers(encoder, train))
        .isEqualTo(
            List.of(
                List.of(1f, 0f, 0f),
                List.of(1f, 0f, 0f),
                List.of(0f, 1f, 0f),
                List.of(0f, 0f, 1f)));
    assertThat(encoder.encode(Map.of("branch", "bar|pool|zoo"))).containsExactly(1, 1, 0);
  }

  @Test
  void categoriesBeyondTheMostAreOneOther() {
    TableRows train =
        new TableRows()
            .row(null, "B", 1.0, 1)
            .row(null, "B", 1.0, 2)
            .row(null, "C", 1.0, 3)
            .row(null, "A", 1.0, 4)
            .row(null, "D", 1.0, 5);
    String two = "{columns: [{name: branch}], max-categories: 2}";
    TableEncoder encoder = TableEncoderFit.of(train.dataset(), TableRows.config(two));

    assertThat(encoder.featureNames())
        .containsExactly("branch = B", "branch = A", "branch is another");
    assertThat(encoder.encode(Map.of("branch", "c"))).containsExactly(0, 0, 1);
    assertThat(encoder.encode(Map.of("branch", "never seen"))).containsExactly(0, 0, 1);
    assertThat(encoder.encode(Map.of()))
        .as("missing is the most frequent")
        .containsExactly(1, 0, 0);
  }

  @Test
  void anUnseenCategoryIsNoneWhereTrainHadNoOthers() {
    TableEncoder encoder = fit("columns: [{name: branch, impute: zero}]");

    assertThat(encoder.encode(Map.of("branch", "EAST"))).containsExactly(0, 0);
    assertThat(encoder.encode(Map.of())).containsExactly(0, 0);
    assertThat(encoder.encode(Map.of("branch", " south "))).containsExactly(0, 1);
  }

  @Test
  void timesAreDaysSinceTheEarliestAndPartsOfTheDate() {
    String parts = "columns: [{name: month, scale: none, parts: [month, day-of-week]}]";
    TableEncoder encoder = fit(parts);
    float[] numbers = encoder.encode(Map.of("month", "2024-03-02"));

    assertThat(encoder.width()).isEqualTo(1 + 12 + 7);
    assertThat(numbers[0]).as("days in January and February 2024, and one").isEqualTo(61);
    assertThat(numbers[3]).as("March").isEqualTo(1);
    assertThat(numbers[1 + 12 + 5]).as("Saturday").isEqualTo(1);
    assertThat(encoder.featureNames().get(3)).isEqualTo("month month = 3");
    assertThat(encoder.featureNames().get(18)).isEqualTo("month day of week = 6");
  }

  @Test
  void aRowOfTextIsEncodedLikeARowOfAPart() {
    TableEncoder encoder = fit("{}");
    List<Float> part = TableRows.numbers(encoder, TRAIN).get(1);

    float[] text = encoder.encode(Map.of("month", "2024-02-01", "branch", "north", "amount", "50"));

    assertThat(text).containsExactly(part.stream().map(Float::floatValue).toArray(Float[]::new));
  }

  @Test
  void numbersCanBeCategoriesToo() {
    String kind = "columns: [{name: amount, kind: categorical}]";

    assertThat(fit(kind).featureNames())
        .containsExactly("amount = 100.0", "amount = 30.0", "amount = 50.0");
    assertThat(fit(kind).encode(Map.of("amount", "30"))).containsExactly(0, 1, 0);
  }

  @Test
  void whatIsNoInputOrNoValueIsNamed() {
    TableEncoder encoder = fit("{}");

    assertThatThrownBy(() -> encoder.encode(Map.of("amuont", "85")))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Invalid amuont: 85 (must be an input of the model: month, branch, amount; did you"
                + " mean 'amount'?)");
    assertThatThrownBy(() -> encoder.encode(Map.of("amount", "much")))
        .hasMessage("Invalid amount: much (must be a number)");
    assertThatThrownBy(() -> encoder.encode(Map.of("month", "May")))
        .hasMessage("Invalid month: May (must be a time like yyyy-MM-dd)");
  }

  @Test
  void nothingToLearnFromIsRefused() {
    TableRows none = new TableRows();
    TableRows empty = new TableRows().row("2024-01-01", "A", null, 1);

    assertRefused(none, "Cannot fit the features: the train split has no rows");
    assertRefused(
        empty, "Cannot fit the features: no row of the train split has a value in amount");
  }

  @Test
  void theNumbersDoNotDependOnPartitions() {
    assertThat(first(5)).isEqualTo(first(1));
  }

  private static Row first(int partitions) {
    TableEncoder encoder =
        TableEncoderFit.of(TRAIN.dataset().repartition(partitions), TableRows.config("{}"));
    return EncodedRows.of(TRAIN.dataset(), encoder).orderBy("label").first();
  }

  private static TableEncoder fit(String features) {
    return TableEncoderFit.of(TRAIN.dataset(), TableRows.config(features));
  }

  private static List<Float> amountOfTheLast(TableRows train, String impute) {
    String features = "columns: [{name: amount, scale: none, impute: %s}]".formatted(impute);
    TableEncoder encoder = TableEncoderFit.of(train.dataset(), TableRows.config(features));
    List<List<Float>> numbers = TableRows.numbers(encoder, train);
    return numbers.get(numbers.size() - 1);
  }

  private static void assertRefused(TableRows train, String message) {
    TableFeaturesConfig config = TableRows.config(AMOUNT_ALONE);

    assertThatThrownBy(() -> TableEncoderFit.of(train.dataset(), config))
        .isInstanceOfSatisfying(
            JobException.class,
            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.DATA_REJECTED))
        .hasMessage(message);
  }
}
