package io.valora.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.evaluation.rating.PredictedRows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {

  @Test
  void theNumbersAreThoseComputedByHand() {
    // errors 1, -1, 2; targets 1, 2, 4 with mean 7/3 and squared distances 14/3
    PredictedRows rows = new PredictedRows().add(1, 1, 1, 2.0).add(1, 2, 2, 1.0).add(2, 1, 4, 6.0);

    RegressionMetrics metrics = RegressionMetrics.of(rows.dataset());

    assertThat(metrics.rows()).isEqualTo(3);
    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(metrics.mae()).isCloseTo(4.0 / 3, within(1e-12));
    assertThat(metrics.mape()).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-12));
    assertThat(metrics.r2()).isCloseTo(1 - 6 / (14.0 / 3), within(1e-12));
  }

  @Test
  void anyTwoNumericColumnsCanBeCompared() {
    PredictedRows rows = new PredictedRows().add(1, 4, 1, 2.0).add(3, 3, 2, 1.0);

    assertThat(RegressionMetrics.of(rows.dataset(), "user_index", "item_index").mae())
        .isEqualTo(1.5);
  }

  @Test
  void targetsOfZeroAreLeftOutOfTheRelativeError() {
    RegressionState state = new RegressionState();
    state.add(0, 5);
    assertThat(state.metrics().mape()).isNaN();

    state.add(2, 3);
    assertThat(state.metrics().mape()).isEqualTo(0.5);
    assertThat(state.metrics().rows()).isEqualTo(2);
  }

  @Test
  void equalTargetsHaveNoExplainedVariance() {
    RegressionState state = new RegressionState();
    RegressionState other = new RegressionState();
    for (int row = 0; row < 10; row++) {
      state.add(0.1, row);
      other.add(0.1, row);
    }
    state.merge(other);

    assertThat(state.metrics().r2()).isNaN();
  }

  @Test
  void explainedVarianceSurvivesTargetsFarFromZero() {
    RegressionState state = new RegressionState();
    for (int row = 0; row < 4; row++) {
      RegressionState part = new RegressionState();
      part.add(1e9 + row, 1e9 + row + 0.5);
      state.merge(part);
    }

    // squared errors 4 · 0.25, squared distances 1.5² + 0.5² + 0.5² + 1.5² = 5
    assertThat(state.metrics().r2()).isCloseTo(1 - 1 / 5.0, within(1e-9));
  }

  @Test
  void theStateOfTwoPartsMergedIsTheStateOfTheWhole() {
    SplittableRandom random = new SplittableRandom(11);
    RegressionState whole = new RegressionState();
    RegressionState left = new RegressionState();
    RegressionState right = new RegressionState();
    for (int row = 0; row < 1000; row++) {
      double target = random.nextDouble(-5, 5);
      double prediction = target + random.nextDouble(-2, 2);
      whole.add(target, prediction);
      (random.nextInt(4) == 0 ? left : right).add(target, prediction);
    }
    right.merge(left);
    right.merge(new RegressionState());

    assertClose(right.metrics(), whole.metrics());
  }

  @Test
  void partitionsAndOrderChangeNothing() {
    PredictedRows rows = PredictedRows.random(500, 3);
    RegressionMetrics expected = RegressionMetrics.of(rows.dataset());

    assertClose(
        RegressionMetrics.of(rows.dataset().orderBy("prediction").repartition(7)), expected);
    assertClose(RegressionMetrics.of(rows.dataset().coalesce(1)), expected);
  }

  @Test
  void noRowsCannotBeEvaluated() {
    assertThatThrownBy(() -> RegressionMetrics.of(new PredictedRows().dataset()))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot evaluate the predictions: there are no rows to evaluate on")
        .hasFieldOrPropertyWithValue("outcome", Outcome.DATA_REJECTED);
  }

  @Test
  void predictionsThatAreNoNumbersCannotBeEvaluated() {
    PredictedRows rows =
        new PredictedRows().add(1, 1, 1, Double.NaN).add(1, 2, 1, null).add(1, 3, 1, 1.0);

    assertThatThrownBy(() -> RegressionMetrics.of(rows.dataset()))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot evaluate the predictions: 2 of 3 are not finite numbers"
                + " (a smaller learning rate may keep training stable)")
        .hasFieldOrPropertyWithValue("outcome", Outcome.UNUSABLE_MODEL);
  }

  private static void assertClose(RegressionMetrics found, RegressionMetrics expected) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.rmse()).isCloseTo(expected.rmse(), within(1e-9));
    assertThat(found.mae()).isCloseTo(expected.mae(), within(1e-9));
    assertThat(found.mape()).isCloseTo(expected.mape(), within(1e-9));
    assertThat(found.r2()).isCloseTo(expected.r2(), within(1e-9));
  }
}
