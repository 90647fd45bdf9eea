package io.valora.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.goal.SampleRatio.Split;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
  private static final double TOLERANCE = 1e-9;

  /** Numbers of mpmath, with 50 digits: by quadrature of the mixture and by its beta functions. */
  @Test
  void theRatioIsTheIntegralOverTheMixture() {
    require(new Split(0.5, 10_000, 5_000), -2.3100354642837545);
    require(new Split(0.05, 10_000, 400), 8.9285110031015933);
    require(new Split(0.05, 20_000, 1_030), -2.2152311244559681);
    require(new Split(0.1, 300, 60), 9.5227128678532998);
  }

  private static void require(Split split, double expected) {
    assertThat(SampleRatio.logRatio(split)).isCloseTo(expected, within(TOLERANCE));
  }

  @Test
  void sharesThatAreNotThoseAskedForAreSeen() {
    assertThat(SampleRatio.p(List.of(new Split(0.05, 10_000, 400)))).isLessThan(SampleRatio.ERROR);
    assertThat(SampleRatio.p(List.of(new Split(0.05, 10_000, 510)))).isEqualTo(1);
    assertThat(SampleRatio.p(List.of(new Split(0.1, 300, 60), new Split(0.05, 20_000, 1_030))))
        .isCloseTo(Math.exp(2.2152311244559681 - 9.5227128678532998), within(TOLERANCE));
  }

  @Test
  void dailyLooksAtTheRightSharesSeldomRefuse() {
    int refused = 0;
    for (int month = 0; month < 1000; month++) {
      SplittableRandom random = new SplittableRandom(month);
      long control = 0;
      boolean seen = false;
      for (int day = 1; day <= 30; day++) {
        for (int user = 0; user < 1000; user++) {
          control += random.nextDouble() < 0.05 ? 1 : 0;
        }
        seen |= SampleRatio.p(List.of(new Split(0.05, day * 1000L, control))) < SampleRatio.ERROR;
      }
      refused += seen ? 1 : 0;
    }
    assertThat(refused).isLessThanOrEqualTo(3);
  }

  /** scipy.stats.binomtest(…).proportion_ci(0.95, 'wilson'). */
  @Test
  void intervalsOfRatesAreWilsons() {
    requireInterval(new Rate(100, 0), 0, 0.03699349820698568);
    requireInterval(new Rate(10, 3), 0.10779126740630102, 0.6032218525388546);
    requireInterval(new Rate(4500, 540), 0.11082809323778137, 0.12982013311086366);
    requireInterval(new Rate(25, 25), 0.8668077490609516, 1);
  }

  private static void requireInterval(Rate rate, double low, double high) {
    assertThat(rate.low()).isCloseTo(low, within(TOLERANCE));
    assertThat(rate.high()).isCloseTo(high, within(TOLERANCE));
  }
}
