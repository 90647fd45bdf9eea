package io.valora.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.base.KeyedHash;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.evaluation.Histogram;
import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RegressionEvaluationTest {
  private static final StructType PREDICTED =
      new StructType()
          .add("row_key", DataTypes.LongType)
          .add("amount", DataTypes.DoubleType)
          .add("branch", DataTypes.StringType)
          .add("label", DataTypes.FloatType)
          .add("prediction", DataTypes.DoubleType);
  private static final RegressionEvaluationConfig CONFIG =
      new RegressionEvaluationConfig(200, 2, 2_000, "rows", "");

  @Test
  void metricsAreThoseOfTheErrors() {
    RegressionEvaluation evaluation = evaluated(handWritten(), List.of("amount"), CONFIG);

    // Errors 1, -2, 3, 0 and squared distances to the mean 25: 225 + 25 + 25 + 225.
    assertThat(evaluation.test().rows()).isEqualTo(4);
    assertThat(evaluation.test().mae()).isEqualTo(1.5);
    assertThat(evaluation.test().rmse()).isCloseTo(Math.sqrt(3.5), within(1e-12));
    assertThat(evaluation.test().r2()).isCloseTo(1 - 14.0 / 500, within(1e-12));
    assertThat(evaluation.rmseInterval95().low()).isLessThan(Math.sqrt(3.5));
    assertThat(evaluation.rmseInterval95().high()).isGreaterThan(Math.sqrt(3.5));
  }

  @Test
  void allRowsArePointsInTheOrderOfTheInput() {
    assertThat(evaluated(handWritten(), List.of("amount"), CONFIG).points())
        .containsExactly(
            new RegressionPoint(10, 11, 1),
            new RegressionPoint(20, 18, 2),
            new RegressionPoint(40, 40, 3),
            new RegressionPoint(30, 33, 4));
  }

  @Test
  void theInputIsUnknownWhereThereAreSeveralOrItIsNoNumber() {
    for (List<String> inputs : List.of(List.of("amount", "branch"), List.of("branch"))) {
      assertThat(evaluated(handWritten(), inputs, CONFIG).points())
          .extracting(RegressionPoint::input)
          .containsOnly(Double.NaN);
    }
  }

  @Test
  void theWorstRowsStandFirstWithWhatTheyWerePredictedFrom() {
    assertThat(evaluated(handWritten(), List.of("amount", "branch"), CONFIG).worst())
        .containsExactly(
            new WorstPrediction(30, 33, List.of("4.0", "")),
            new WorstPrediction(20, 18, List.of("2.0", "south")));
  }

  @Test
  void manyRowsAreSampledByTheirKeysWhateverThePartitions() {
    RegressionEvaluationConfig few = new RegressionEvaluationConfig(0, 0, 50, "rows", "");
    Dataset<Row> rows = noisy(1_000);

    List<RegressionPoint> sample = evaluated(rows, List.of("amount"), few).points();

    assertThat(sample).hasSize(50);
    assertThat(evaluated(rows.repartition(7), List.of("amount"), few).points()).isEqualTo(sample);
    assertThat(RegressionEvaluation.of(rows, List.of("amount"), few, 8, 0).points())
        .isNotEqualTo(sample);
    assertThat(sample.stream().mapToDouble(RegressionPoint::input).average().orElse(0))
        .as("spread over 0 to 999")
        .isBetween(350.0, 650.0);
  }

  @Test
  void theBinsFitTheErrorsAndHoldEveryRow() {
    Histogram errors = evaluated(noisy(1_000), List.of("amount"), CONFIG).errors();

    // Errors are uniform over -5 to 5: 2 · 5 / 10 = 1.
    assertThat(errors.width()).isEqualTo(1);
    assertThat(errors.lowest()).isEqualTo(-5);
    assertThat(errors.counts()).hasSize(10).allSatisfy(count -> assertThat(count).isPositive());
    assertThat(errors.rows()).isEqualTo(1_000);
  }

  @Test
  void equalErrorsAndFarOnesHaveBinsToo() {
    Dataset<Row> equal = rows(row(1, 1, 5, 7), row(2, 2, 6, 8));
    Dataset<Row> far = rows(row(1, 1, 0, 1), row(2, 2, 0, -1), row(3, 3, 0, 0), row(4, 4, 0, 1e6));

    assertThat(evaluated(equal, List.of("amount"), CONFIG).errors())
        .isEqualTo(new Histogram(2, 1, List.of(2L)));
    assertThat(evaluated(far, List.of("amount"), CONFIG).errors().rows()).isEqualTo(4);
    assertThat(evaluated(far, List.of("amount"), CONFIG).errors().counts().size())
        .isLessThanOrEqualTo(60);
  }

  @Test
  void widthsAreRoundedToOneTwoOrFive() {
    assertThat(List.of(0.011, 0.2, 3.0, 70.0))
        .map(ErrorHistogram::round)
        .containsExactly(0.01, 0.2, 2.0, 50.0);
    assertThat(ErrorHistogram.round(0)).isEqualTo(1);
  }

  @Test
  void noRowsAndNoNumbersAreRefused() {
    assertThatThrownBy(() -> evaluated(rows(), List.of("amount"), CONFIG))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot evaluate the predictions: there are no rows to evaluate on");
    assertThatThrownBy(() -> evaluated(rows(row(1, 1, 5, Double.NaN)), List.of("amount"), CONFIG))
        .hasMessageStartingWith("Cannot evaluate the predictions: 1 of 1 are not finite numbers");
  }

  @Test
  void theConfigurationHasDefaultsAndEveryKeyCanBeSet() {
    Problems problems = new Problems("job.yaml");
    assertThat(read("{}", problems))
        .isEqualTo(new RegressionEvaluationConfig(500, 10, 2_000, "rows", ""));
    assertThat(
            read(
                "{bootstrap-samples: 0, worst-errors: 3, points: 9, row-noun: months, unit: people}",
                problems))
        .isEqualTo(new RegressionEvaluationConfig(0, 3, 9, "months", "people"));
    problems.throwIfAny();
    assertThatThrownBy(() -> new RegressionEvaluationConfig(-1, 0, 0, "", ""))
        .hasMessage("Invalid bootstrap-samples: -1 (must be at least 0)");
    assertThatThrownBy(() -> new RegressionEvaluationConfig(0, -1, 0, "", ""))
        .hasMessage("Invalid worst-errors: -1 (must be at least 0)");
    assertThatThrownBy(() -> new RegressionEvaluationConfig(0, 0, -1, "", ""))
        .hasMessage("Invalid points: -1 (must be at least 0)");
  }

  private static RegressionEvaluationConfig read(String text, Problems problems) {
    return RegressionEvaluationConfig.from(
        new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static RegressionEvaluation evaluated(
      Dataset<Row> predicted, List<String> inputs, RegressionEvaluationConfig config) {
    return RegressionEvaluation.of(predicted, inputs, config, 7, 0);
  }

  private static Dataset<Row> handWritten() {
    return rows(
        RowFactory.create(1L, 1.0, "north", 10f, 11.0),
        RowFactory.create(2L, 2.0, "south", 20f, 18.0),
        RowFactory.create(3L, 4.0, null, 30f, 33.0),
        RowFactory.create(4L, 3.0, "east", 40f, 40.0));
  }

  private static Dataset<Row> noisy(int rows) {
    return rows(
        IntStream.range(0, rows)
            .mapToObj(i -> row(i, i, 2 * i, 2 * i - 5 + 10 * KeyedHash.uniform(3, i)))
            .toArray(Row[]::new));
  }

  private static Row row(long key, double amount, double label, double prediction) {
    return RowFactory.create(key, amount, "north", (float) label, prediction);
  }

  private static Dataset<Row> rows(Row... rows) {
    return LocalSpark.session().createDataFrame(new ArrayList<>(List.of(rows)), PREDICTED);
  }
}
