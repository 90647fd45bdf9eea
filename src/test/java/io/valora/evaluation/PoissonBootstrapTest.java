package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.KeyedHash;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoissonBootstrapTest {

  @Test
  void timesFollowThePoissonDistribution() {
    long[] counts = new long[25];
    int draws = 200_000;
    for (int key = 0; key < draws; key++) {
      counts[PoissonBootstrap.poisson(KeyedHash.uniform(1, key, 0))]++;
    }

    double probability = Math.exp(-1);
    for (int times = 0; times < 6; times++) {
      assertThat((double) counts[times] / draws).isCloseTo(probability, within(0.004));
      probability /= times + 1;
    }
  }

  @Test
  void theLargestNumberOfTimesIsBounded() {
    assertThat(PoissonBootstrap.poisson(Math.nextDown(1.0))).isBetween(15, 20);
  }

  @Test
  void theIntervalIsAsWideAsTheNormalApproximationSays() {
    // Errors with squares uniform in [0, 2): mean 1, variance 1/3. The RMSE's standard error is
    // sqrt(1/3 / n) / (2 · rmse), so the interval is 1 ± 1.96 · that.
    int rows = 4000;
    SplittableRandom random = new SplittableRandom(2);
    PoissonBootstrap bootstrap = new PoissonBootstrap(2000, 3);
    for (int row = 0; row < rows; row++) {
      bootstrap.add(row, Math.sqrt(random.nextDouble(0, 2)));
    }
    double halfWidth = 1.96 * Math.sqrt(1 / 3.0 / rows) / 2;

    Interval interval = bootstrap.rmse95();

    assertThat(interval.high() - interval.low())
        .isCloseTo(2 * halfWidth, within(0.12 * halfWidth * 2));
    assertThat((interval.high() + interval.low()) / 2).isCloseTo(1, within(2 * halfWidth));
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndAnotherSeedAnother() {
    assertThat(interval(1)).isEqualTo(interval(1)).isNotEqualTo(interval(2));
  }

  @Test
  void nothingIsKnownWithoutSamplesOrRows() {
    PoissonBootstrap withoutSamples = new PoissonBootstrap(0, 1);
    withoutSamples.add(1, 1);

    assertThat(withoutSamples.rmse95()).isEqualTo(new Interval(Double.NaN, Double.NaN));
    assertThat(new PoissonBootstrap(10, 1).rmse95())
        .isEqualTo(new Interval(Double.NaN, Double.NaN));
  }

  private static Interval interval(long seed) {
    PoissonBootstrap bootstrap = new PoissonBootstrap(50, seed);
    for (int row = 0; row < 100; row++) {
      bootstrap.add(row, row / 100.0);
    }
    return bootstrap.rmse95();
  }
}
