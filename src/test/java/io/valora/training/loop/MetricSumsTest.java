package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.tower.TowerLoss;
import io.valora.training.EpochMetrics;
import io.valora.training.MonitoredMetric;
import org.junit.jupiter.api.Test;

class MetricSumsTest {
  private static final float[] RATINGS = {1, 5, 3};
  private static final float[] STARS = {2, 3, 3};

  @Test
  void errorsOfOneAndTwoStarsInThreeRows() {
    MetricSums sums = MetricSums.of(RATINGS, STARS, 3, TowerLoss.MSE);

    assertThat(sums.metrics(MonitoredMetric.RMSE))
        .isEqualTo(new EpochMetrics(5 / 3.0, Math.sqrt(5 / 3.0)));
    assertThat(sums.metrics(MonitoredMetric.MAE)).isEqualTo(new EpochMetrics(5 / 3.0, 1));
    assertThat(sums.metrics(MonitoredMetric.LOSS)).isEqualTo(new EpochMetrics(5 / 3.0, 5 / 3.0));
  }

  @Test
  void theLossIsTheNetworks() {
    assertThat(MetricSums.of(RATINGS, STARS, 3, TowerLoss.MAE).metrics(MonitoredMetric.LOSS).loss())
        .isEqualTo(1);
  }

  @Test
  void theStateOfAUnionIsTheSumOfTheStates() {
    MetricSums left = MetricSums.of(new float[] {1}, new float[] {2}, 1, TowerLoss.MSE);
    MetricSums right = MetricSums.of(new float[] {5, 3}, new float[] {3, 3}, 2, TowerLoss.MSE);

    assertThat(left.plus(right)).isEqualTo(MetricSums.of(RATINGS, STARS, 3, TowerLoss.MSE));
    assertThat(left.plus(MetricSums.EMPTY)).isEqualTo(left);
  }

  @Test
  void withoutRowsThereIsNoNumber() {
    assertThat(MetricSums.EMPTY.metrics(MonitoredMetric.RMSE))
        .isEqualTo(new EpochMetrics(Double.NaN, Double.NaN));
  }
}
