package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.evaluation.Interval;
import io.valora.evaluation.WilsonInterval;
import org.junit.jupiter.api.Test;

class ConfusionCountsTest {

  @Test
  void sharesAreThoseComputedByHand() {
    ConfusionCounts counts = new ConfusionCounts(6, 2, 8, 4);

    assertThat(counts.accuracy()).isEqualTo(0.7);
    assertThat(counts.precision()).isEqualTo(0.75);
    assertThat(counts.recall()).isEqualTo(0.6);
    assertThat(counts.f1()).isCloseTo(2 * 0.75 * 0.6 / 1.35, within(1e-12));
  }

  @Test
  void sharesOfNothingAreUndefined() {
    assertThat(ConfusionCounts.NONE.accuracy()).isNaN();
    assertThat(ConfusionCounts.NONE.precision()).isNaN();
    assertThat(ConfusionCounts.NONE.recall()).isNaN();
    assertThat(ConfusionCounts.NONE.f1()).isNaN();
  }

  @Test
  void negativeCountsAreRefused() {
    assertThatThrownBy(() -> new ConfusionCounts(0, 0, -1, 0))
        .hasMessage("Invalid true-negatives: -1 (must be at least 0)");
  }

  @Test
  void aRareClassIsWarnedAbout() {
    assertThat(new ClassBalance(80, 20).warning()).isEmpty();
    assertThat(new ClassBalance(90, 10).warning())
        .hasValue(
            "Only 10.0 % of the rows are label 1: who always answers label 0 is right on 90.0 %, so look"
                + " at precision and recall, not at the accuracy.");
    assertThat(new ClassBalance(1, 9).warning().orElseThrow())
        .contains("are label 0", "answers label 1");
    assertThat(new ClassBalance(9, 1).warning(new ClassNames("ham", "spam")).orElseThrow())
        .contains("of the rows are spam: who always answers ham is right on 90.0 %");
  }

  @Test
  void theIntervalIsWilsons() {
    // 95 % of 81 in 263: Newcombe, Statistics in Medicine 17, 1998, table I
    Interval interval = WilsonInterval.of(81, 263);

    assertThat(interval.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(WilsonInterval.of(0, 20).low()).isZero();
    assertThat(WilsonInterval.of(0, 20).high()).isCloseTo(0.1611, within(5e-5));
    assertThat(WilsonInterval.of(0, 0).low()).isNaN();
  }
}
