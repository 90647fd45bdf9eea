package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TextBaselinesTest {
  private static final Dataset<Row> TRAIN =
      rows("1 good good fun", "1 good plot", "0 bad plot", "0 bad dull", "0 dull plot");
  private static final Dataset<Row> TEST = rows("1 good", "0 bad dull", "0");

  @Test
  void theMajorityClassIsTheShareOfPositivesForEveryText() {
    assertThat(scores(new MajorityClass(), TRAIN)).containsExactly(0.4, 0.4, 0.4);
  }

  @Test
  void naiveBayesIsThatComputedByHand() {
    // Of 5 terms of label 1, 3 are good; of 6 of label 0, none. Each of the 2^18 columns has 1
    // more.
    double good1 = (3 + 1) / (5.0 + TermClassifier.FEATURES);
    double good0 = (0 + 1) / (6.0 + TermClassifier.FEATURES);
    // MLlib smooths the classes' shares too: (rows + 1) / (all rows + 2).
    double prior1 = 3 / 7.0;

    List<Double> scores = scores(new TermNaiveBayes(new NaiveBayesConfig(1)), TRAIN);

    assertThat(scores.get(0))
        .isCloseTo(prior1 * good1 / (prior1 * good1 + (1 - prior1) * good0), within(1e-9));
    assertThat(scores.get(1)).isLessThan(0.2);
    assertThat(scores.get(2)).isCloseTo(prior1, within(1e-9));
  }

  @Test
  void logisticRegressionTellsTheClassesApart() {
    List<Double> scores =
        scores(new TermLogisticRegression(new LogisticRegressionConfig(1e-3, 50)), TRAIN);

    assertThat(scores.get(0)).isGreaterThan(0.9);
    assertThat(scores.get(1)).isLessThan(0.1);
  }

  @Test
  void muchRegularizationLeavesTheShareOfPositives() {
    assertThat(scores(new TermLogisticRegression(new LogisticRegressionConfig(1e9, 50)), TRAIN))
        .allSatisfy(score -> assertThat(score).isCloseTo(0.4, within(1e-4)));
  }

  @Test
  void textsWithoutTermsLeaveTheShareOfPositives() {
    Dataset<Row> empty = rows("1", "1", "1", "0", "0", "0");
    for (TextBaseline baseline : all()) {
      assertThat(scores(baseline, empty))
          .as(baseline.name())
          .allSatisfy(score -> assertThat(score).isCloseTo(0.5, within(1e-4)));
    }
  }

  @Test
  void oneClassAloneIsAllThatIsEverPredicted() {
    for (TextBaseline baseline : all()) {
      assertThat(scores(baseline, rows("1 good", "1 bad")))
          .as(baseline.name())
          .containsExactly(1.0, 1.0, 1.0);
      assertThat(scores(baseline, rows("0 good")))
          .as(baseline.name())
          .containsExactly(0.0, 0.0, 0.0);
    }
  }

  @Test
  void theScoreIsTheOnlyNewColumnAndReplacesOneOfItsName() {
    for (TextBaseline baseline : all()) {
      FittedTextBaseline fitted = baseline.fit(TRAIN);
      Dataset<Row> once = fitted.predict(TEST);

      assertThat(once.columns())
          .as(baseline.name())
          .containsExactly("row_key", "label", "terms", "score");
      assertThat(fitted.predict(once).columns()).isEqualTo(once.columns());
    }
  }

  @Test
  void scoresDependNeitherOnPartitionsNorOnOrder() {
    for (TextBaseline baseline : all()) {
      List<Double> expected = scores(baseline, TRAIN);
      List<Double> found = scores(baseline, TRAIN.orderBy("terms").repartition(4));
      for (int row = 0; row < expected.size(); row++) {
        assertThat(found.get(row)).as(baseline.name()).isCloseTo(expected.get(row), within(1e-6));
      }
    }
  }

  @Test
  void noRowsCannotBeFitted() {
    for (TextBaseline baseline : all()) {
      assertThatThrownBy(() -> baseline.fit(TRAIN.limit(0)))
          .as(baseline.name())
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot fit a baseline: the train split has no rows");
    }
  }

  @Test
  void otherLabelsCannotBeFitted() {
    for (TextBaseline baseline : all()) {
      assertThatThrownBy(() -> baseline.fit(rows("1 good", "2 bad")))
          .as(baseline.name())
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot fit a baseline: 1 of 2 rows have a label that is neither 0 nor 1");
    }
  }

  private static List<TextBaseline> all() {
    return List.of(
        new MajorityClass(),
        new TermNaiveBayes(new NaiveBayesConfig(1)),
        new TermLogisticRegression(new LogisticRegressionConfig(1e-3, 20)));
  }

  private static List<Double> scores(TextBaseline baseline, Dataset<Row> train) {
    return baseline.fit(train).predict(TEST).orderBy("row_key").collectAsList().stream()
        .map(row -> row.<Double>getAs("score"))
        .toList();
  }

  /** Each text is its label and then its terms. */
  private static Dataset<Row> rows(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      List<String> words = List.of(text.split(" "));
      Object[] terms = words.subList(1, words.size()).toArray();
      rows.add(RowFactory.create((long) rows.size(), Double.valueOf(words.get(0)), terms));
    }
    StructType schema =
        new StructType()
            .add("row_key", DataTypes.LongType, false)
            .add("label", DataTypes.DoubleType, false)
            .add("terms", DataTypes.createArrayType(DataTypes.StringType), false);
    return LocalSpark.session().createDataFrame(rows, schema);
  }
}
