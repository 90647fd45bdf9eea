package io.valora.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.goal.SequentialTest.Difference;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Numbers to compare with are integrals of the test's definition, taken with 40 digits by mpmath's
 * quadrature, and roots of these.
 */
class SequentialTestTest {
  private static final double TOLERANCE = 1e-9;
  private static final SequentialTest TEST = new SequentialTest(0.02, 0.05);
  private static final int DAYS = 30;

  @Test
  void theRatioIsTheIntegralOverTheMixture() {
    require(TEST, Sample.ofEvents(4500, 450), Sample.ofEvents(4500, 540), 2.9832527939625152);
    require(TEST, Sample.ofEvents(500, 50), Sample.ofEvents(500, 60), -0.095311704160865402);
    require(
        new SequentialTest(0.01, 0.05),
        Sample.ofEvents(25_000, 2_000),
        Sample.ofEvents(475_000, 36_000),
        1.0269944750694937);
    require(
        new SequentialTest(0.05, 0.05),
        Sample.ofEvents(100, 0),
        Sample.ofEvents(100, 3),
        -0.12001893745004888);
  }

  private static void require(
      SequentialTest test, Sample first, Sample second, double logarithmOfTheRatio) {
    double variance = first.varianceOfMean() + second.varianceOfMean();
    assertThat(test.logRatio(second.mean() - first.mean(), variance))
        .isCloseTo(logarithmOfTheRatio, within(TOLERANCE));
  }

  @Test
  void theIntervalHasTheDifferencesThatTheRatioAllows() {
    Difference seen = TEST.compare(Sample.ofEvents(4500, 450), Sample.ofEvents(4500, 540));
    assertThat(seen.difference()).isCloseTo(0.02, within(TOLERANCE));
    assertThat(seen.high() - seen.difference()).isCloseTo(0.020030092342868655, within(TOLERANCE));
    assertThat(seen.p()).isCloseTo(0.050627883661516821, within(TOLERANCE));
    assertThat(seen.isSeen()).isFalse();
    assertThat(
            new SequentialTest(0.05, 0.05)
                .compare(Sample.ofEvents(100, 0), Sample.ofEvents(100, 3))
                .high())
        .isCloseTo(0.03 + 0.066426831973856662, within(TOLERANCE));
  }

  @Test
  void outcomesMayBeNumbers() {
    Sample sample = Sample.ofMoments(4, 10, 30);
    assertThat(sample.mean()).isEqualTo(2.5);
    assertThat(sample.variance()).isCloseTo(5.0 / 3, within(TOLERANCE));
  }

  @Test
  void daysStillNeededAreThoseUntilTheIntervalLeavesOutZero() {
    Sample first = Sample.ofEvents(500, 50);
    Sample second = Sample.ofEvents(500, 60);
    long more = TEST.daysNeeded(first, second, 0.02, 1).orElseThrow();
    assertThat(TEST.compare(times(first, 1 + more), times(second, 1 + more)).isSeen()).isTrue();
    assertThat(TEST.compare(times(first, more), times(second, more)).isSeen()).isFalse();
    assertThat(TEST.daysNeeded(first, second, 0.00001, 1)).isEqualTo(OptionalLong.empty());
  }

  private static Sample times(Sample sample, long days) {
    return new Sample(sample.units() * days, sample.mean(), sample.variance());
  }

  @Test
  void aThousandMonthsOfDailyLooksFindWhatIsThereAndLittleElse() {
    Months none = new Months(500, 500, 0.10, 0.10);
    assertThat(none.found()).isLessThanOrEqualTo(50);
    Months better = new Months(500, 500, 0.10, 0.12);
    assertThat(better.found()).isGreaterThan(950);
    assertThat(better.median()).isBetween(5, 15);
    Months smallControl = new Months(50, 950, 0.10, 0.10);
    assertThat(smallControl.found()).isLessThanOrEqualTo(50);
    Months rare = new Months(25, 475, 0.01, 0.01);
    assertThat(rare.found()).isLessThanOrEqualTo(50);
    System.out.printf(
        "months of 1,000 in which a difference was found: %d of none; 10 to 12 %%: %d, median day"
            + " %d; none with a control of 5 %%: %d; none of 1 %% with 25 users a day: %d%n",
        none.found(), better.found(), better.median(), smallControl.found(), rare.found());
  }

  /** First day of each of 1,000 simulated months on which a difference was seen; 0 for none. */
  private static final class Months {
    private final int[] days = new int[1000];

    Months(int controlADay, int modelADay, double control, double model) {
      for (int month = 0; month < days.length; month++) {
        SplittableRandom random = new SplittableRandom(42 + month);
        long controlEvents = 0;
        long modelEvents = 0;
        for (int day = 1; day <= DAYS && days[month] == 0; day++) {
          controlEvents += events(random, controlADay, control);
          modelEvents += events(random, modelADay, model);
          Difference look =
              TEST.compare(
                  Sample.ofEvents((long) day * controlADay, controlEvents),
                  Sample.ofEvents((long) day * modelADay, modelEvents));
          days[month] = look.isSeen() ? day : 0;
        }
      }
    }

    private static long events(SplittableRandom random, int units, double rate) {
      long events = 0;
      for (int unit = 0; unit < units; unit++) {
        events += random.nextDouble() < rate ? 1 : 0;
      }
      return events;
    }

    long found() {
      return Arrays.stream(days).filter(day -> day > 0).count();
    }

    int median() {
      int[] found = Arrays.stream(days).filter(day -> day > 0).sorted().toArray();
      return found[found.length / 2];
    }
  }
}
