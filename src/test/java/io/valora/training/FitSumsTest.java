package io.valora.training;

import io.valora.tower.TowerLoss;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FitSumsTest {
  private static final float[] RATINGS = {1, 5, 3};
  private static final float[] STARS = {2, 3, 3};

  @Test
  void errorsOfOneAndTwoStarsInThreeRows() {
    FitSums sums = FitSums.of(RATINGS, STARS, 3, TowerLoss.MSE);

    assertThat(sums.fit(FitMetric.RMSE)).isEqualTo(new Fit(5 / 3.0, Math.sqrt(5 / 3.0)));
    assertThat(sums.fit(FitMetric.MAE)).isEqualTo(new Fit(5 / 3.0, 1));
    assertThat(sums.fit(FitMetric.LOSS)).isEqualTo(new Fit(5 / 3.0, 5 / 3.0));
  }

  @Test
  void theLossIsTheNetworks() {
    assertThat(FitSums.of(RATINGS, STARS, 3, TowerLoss.MAE).fit(FitMetric.LOSS).loss())
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
    assertThat(FitSums.EMPTY.fit(FitMetric.RMSE)).isEqualTo(new Fit(Double.NaN, Double.NaN));
  }
}
