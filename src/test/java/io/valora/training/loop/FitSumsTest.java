package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.tower.TowerLoss;
import io.valora.training.EpochMetrics;
import io.valora.training.MonitoredMetric;
import org.junit.jupiter.api.Test;

class FitSumsTest {
  private static final float[] RATINGS = {1, 5, 3};
  private static final float[] STARS = {2, 3, 3};

  @Test
  void errorsOfOneAndTwoStarsInThreeRows() {
    FitSums sums = FitSums.of(RATINGS, STARS, 3, TowerLoss.MSE);

    assertThat(sums.fit(MonitoredMetric.RMSE))
        .isEqualTo(new EpochMetrics(5 / 3.0, Math.sqrt(5 / 3.0)));
    assertThat(sums.fit(MonitoredMetric.MAE)).isEqualTo(new EpochMetrics(5 / 3.0, 1));
    assertThat(sums.fit(MonitoredMetric.LOSS)).isEqualTo(new EpochMetrics(5 / 3.0, 5 / 3.0));
  }

  @Test
  void theLossIsTheNetworks() {
    assertThat(FitSums.of(RATINGS, STARS, 3, TowerLoss.MAE).fit(MonitoredMetric.LOSS).loss())
        .isEqualTo(1);
  }

  @Test
  void theStateOfAUnionIsTheSumOfTheStates() {
    FitSums left = FitSums.of(new float[] {1}, new float[] {2}, 1, TowerLoss.MSE);
    FitSums right = FitSums.of(new float[] {5, 3}, new float[] {3, 3}, 2, TowerLoss.MSE);

    assertThat(left.plus(right)).isEqualTo(FitSums.of(RATINGS, STARS, 3, TowerLoss.MSE));
    assertThat(left.plus(FitSums.EMPTY)).isEqualTo(left);
  }

  @Test
  void withoutRowsThereIsNoNumber() {
    assertThat(FitSums.EMPTY.fit(MonitoredMetric.RMSE))
        .isEqualTo(new EpochMetrics(Double.NaN, Double.NaN));
  }
}
