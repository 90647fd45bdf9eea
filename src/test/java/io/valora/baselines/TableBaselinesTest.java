package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TableBaselinesTest {
  private static final StructType ENCODED =
      new StructType()
          .add("row_key", DataTypes.LongType)
          .add("numbers", DataTypes.createArrayType(DataTypes.FloatType, false))
          .add("label", DataTypes.FloatType);

  private final Problems problems = new Problems("job.yaml");

  @Test
  void aLineIsFoundExactly() {
    Dataset<Row> train =
        encoded(new float[][] {{1, 0}, {2, 5}, {3, 1}, {4, 9}}, new float[] {40, 42, 44, 46});

    List<Double> predictions = predictions(new LinearLeastSquares(), train);

    assertThat(predictions).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(predictions.get(i)).isCloseTo(40 + 2 * i, within(1e-6));
    }
  }

  @Test
  void theTutorialsTableHasTheLineOfItsNormalEquations() {
    float[] amounts = {35, 45, 50, 70, 85, 96};
    float[] subscribers = {92, 84, 158, 177, 209, 234};
    float[][] numbers = new float[amounts.length][];
    for (int i = 0; i < amounts.length; i++) {
      numbers[i] = new float[] {amounts[i]};
    }
    // By hand: slope 6940 / 2897.5, through the means 63.5 and 159.
    double slope = 6_940.0 / 2_897.5;
    double atFirst = 159 + slope * (35 - 63.5);

    List<Double> predictions = predictions(new LinearLeastSquares(), encoded(numbers, subscribers));

    assertThat(predictions.get(0)).isCloseTo(atFirst, within(1e-6));
  }

  @Test
  void theMeanIsPredictedForEveryRow() {
    Dataset<Row> train = encoded(new float[][] {{1}, {2}}, new float[] {10, 20});

    assertThat(predictions(new LabelMean(), train)).containsExactly(15.0, 15.0);
  }

  @Test
  void constantInputsAndTargetsAreNoProblem() {
    Dataset<Row> train = encoded(new float[][] {{1}, {1}, {1}}, new float[] {7, 7, 7});

    assertThat(predictions(new LinearLeastSquares(), train)).containsExactly(7.0, 7.0, 7.0);
  }

  @Test
  void aPredictionThatIsThereIsReplacedAndNothingElseChanges() {
    Dataset<Row> train = encoded(new float[][] {{1}, {2}}, new float[] {1, 2});
    Dataset<Row> before = new LabelMean().fit(train).predict(train);

    assertThat(new LinearLeastSquares().fit(train).predict(before).columns())
        .containsExactly("row_key", "numbers", "label", "prediction");
  }

  @Test
  void noRowsAreRefused() {
    Dataset<Row> none = encoded(new float[0][], new float[0]);

    for (Baseline baseline : List.of(new LabelMean(), new LinearLeastSquares())) {
      assertThatThrownBy(() -> baseline.fit(none))
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot fit a baseline: the train split has no rows");
    }
  }

  @Test
  void allAreIncludedByDefault() {
    assertThat(read("{}").baselines()).containsExactly(new LabelMean(), new LinearLeastSquares());
    problems.throwIfAny();
  }

  @Test
  void includeCanBeAnyOfThemOrNone() {
    assertThat(read("include: [linear-regression]").baselines())
        .containsExactly(new LinearLeastSquares());
    assertThat(read("include: []").baselines()).isEmpty();
    problems.throwIfAny();
  }

  @Test
  void aNameThatIsNoBaselineIsInvalid() {
    read("include: [als]");

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid include: [als] (must be a list of mean, linear-regression, each once)");
  }

  private TableBaselinesConfig read(String text) {
    return TableBaselinesConfig.from(new ConfigSection(JobText.parse("job.yaml", text), problems));
  }

  private static Dataset<Row> encoded(float[][] numbers, float[] labels) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      rows.add(RowFactory.create((long) i, numbers[i], labels[i]));
    }
    return LocalSpark.session().createDataFrame(rows, ENCODED);
  }

  private static List<Double> predictions(Baseline baseline, Dataset<Row> rows) {
    return baseline.fit(rows).predict(rows).orderBy("row_key").collectAsList().stream()
        .map(row -> row.<Double>getAs("prediction"))
        .toList();
  }
}
