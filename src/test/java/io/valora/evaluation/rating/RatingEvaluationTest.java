package io.valora.evaluation.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.evaluation.Histogram;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RatingEvaluationTest {
  private static final RatingEvaluationConfig CONFIG = new RatingEvaluationConfig(10, 20, 3, 0);

  @Test
  void rowsWithinHalfAStarAndFarOffAreCounted() {
    PredictedRows rows =
        new PredictedRows()
            .add(1, 1, 3, 3.5)
            .add(1, 2, 3, 2.4)
            .add(1, 3, 3, 4.5)
            .add(1, 4, 3, 1.4)
            .add(1, 5, 3, 5.0);

    RatingMetrics test = state(rows).metrics();

    assertThat(test.withinHalfStar()).isEqualTo(1);
    assertThat(test.offByMoreThanOneAndAHalf()).isEqualTo(2);
    assertClose(test.regression().mae(), (0.5 + 0.6 + 1.5 + 1.6 + 2.0) / 5);
  }

  @Test
  void eachSliceHasItsOwnError() {
    PredictedRows rows =
        new PredictedRows().add(1, 1, 3, 4.0).add(2, 2, 3, 2.0).add(1, 0, 3, 5.0).add(0, 1, 3, 6.0);

    assertThat(state(rows).slices())
        .containsExactly(
            new SliceMetrics(Familiarity.KNOWN_USER_KNOWN_ITEM, 2, 1),
            new SliceMetrics(Familiarity.KNOWN_USER_UNKNOWN_ITEM, 1, 2),
            new SliceMetrics(Familiarity.UNKNOWN_USER_KNOWN_ITEM, 1, 3),
            new SliceMetrics(Familiarity.UNKNOWN_USER_UNKNOWN_ITEM, 0, Double.NaN));
  }

  @Test
  void errorsAreCountedInQuartersOfAStarAndAtTheEnds() {
    PredictedRows rows =
        new PredictedRows()
            .add(1, 1, 3, 3.0)
            .add(1, 2, 3, 3.24)
            .add(1, 3, 3, 2.99)
            .add(1, 4, 3, 40.0)
            .add(1, 5, 3, -40.0);

    Histogram errors = state(rows).errors();

    assertThat(errors.lowest()).isEqualTo(-4);
    assertThat(errors.width()).isEqualTo(0.25);
    assertThat(errors.counts()).hasSize(32);
    assertThat(errors.counts().get(16)).isEqualTo(2);
    assertThat(errors.counts().get(15)).isEqualTo(1);
    assertThat(errors.counts().get(31)).isEqualTo(1);
    assertThat(errors.counts().get(0)).isEqualTo(1);
    assertThat(errors.rows()).isEqualTo(5);
  }

  @Test
  void predictionsAreCountedPerNumberOfRealStars() {
    PredictedRows rows =
        new PredictedRows().add(1, 1, 4.5, 4.1).add(1, 2, 4.5, 3.9).add(1, 3, 2, 3.0);

    List<StarDistribution> found = state(rows).predictedAgainstReal();

    assertThat(found).extracting(StarDistribution::stars).containsExactly(2.0, 4.5);
    assertThat(found).extracting(one -> one.predicted().rows()).containsExactly(1L, 2L);
    assertThat(found.get(1).predicted().counts().get(16)).isEqualTo(1);
    assertThat(found.get(1).predicted().counts().get(15)).isEqualTo(1);
  }

  @Test
  void theStateOfTwoPartsMergedIsTheStateOfTheWhole() {
    List<ScoredRow> rows = PredictedRows.random(300, 5).scored();
    RatingState whole = new RatingState(CONFIG, 9, 3);
    RatingState left = new RatingState(CONFIG, 9, 3);
    RatingState right = new RatingState(CONFIG, 9, 3);
    rows.forEach(whole::add);
    rows.subList(0, 100).forEach(left::add);
    rows.subList(100, 300).forEach(right::add);

    assertSame(right.merge(left).merge(new RatingState(CONFIG, 9, 3)), whole);
  }

  @Test
  void partitionsAndOrderChangeNothing() {
    Dataset<Row> rows = PredictedRows.random(300, 6).dataset();
    RatingState expected = RatingEvaluation.stateOf(rows.coalesce(1), CONFIG, 9, 3);

    assertSame(
        RatingEvaluation.stateOf(rows.orderBy("rating").repartition(5), CONFIG, 9, 3), expected);
  }

  @Test
  void oneCallMeasuresEverything() {
    PredictedRows rows = PredictedRows.random(200, 7);
    RatingEvaluation evaluation =
        RatingEvaluation.of(rows.dataset(), new PredictedRows().dataset(), CONFIG, 9, 3);

    assertThat(evaluation.test().regression().rows()).isEqualTo(200);
    assertThat(evaluation.slices().stream().mapToLong(SliceMetrics::rows).sum()).isEqualTo(200);
    assertThat(evaluation.errors().rows()).isEqualTo(200);
    assertThat(
            evaluation.predictedAgainstReal().stream()
                .mapToLong(one -> one.predicted().rows())
                .sum())
        .isEqualTo(200);
    assertThat(evaluation.worstErrors()).hasSize(3);
  }

  @Test
  void aPredictionThatIsNoNumberFailsTheWholeEvaluation() {
    PredictedRows rows = new PredictedRows().add(1, 1, 3, Double.POSITIVE_INFINITY);

    assertThatThrownBy(() -> RatingEvaluation.of(rows.dataset(), rows.dataset(), CONFIG, 9, 3))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("Cannot evaluate the predictions: 1 of 1 are not finite numbers");
  }

  private static RatingState state(PredictedRows rows) {
    return RatingEvaluation.stateOf(rows.dataset(), CONFIG, 9, 3);
  }

  private static void assertSame(RatingState found, RatingState expected) {
    assertThat(found.errors()).isEqualTo(expected.errors());
    assertThat(found.predictedAgainstReal()).isEqualTo(expected.predictedAgainstReal());
    assertThat(found.metrics().withinHalfStar()).isEqualTo(expected.metrics().withinHalfStar());
    assertThat(found.metrics().offByMoreThanOneAndAHalf())
        .isEqualTo(expected.metrics().offByMoreThanOneAndAHalf());
    assertClose(found.metrics().rmseInterval95().low(), expected.metrics().rmseInterval95().low());
    assertClose(
        found.metrics().rmseInterval95().high(), expected.metrics().rmseInterval95().high());
    assertClose(found.metrics().regression().rmse(), expected.metrics().regression().rmse());
    for (int slice = 0; slice < expected.slices().size(); slice++) {
      assertThat(found.slices().get(slice).rows()).isEqualTo(expected.slices().get(slice).rows());
      assertClose(found.slices().get(slice).rmse(), expected.slices().get(slice).rmse());
    }
  }

  private static void assertClose(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-9));
  }
}
