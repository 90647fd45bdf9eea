package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {

  @Test
  void theThresholdReadsTheMostRowsRight() {
    ScoredRows rows =
        new ScoredRows()
            .add(0, 0.6, 1)
            .add(0, 0.65, 1)
            .add(1, 0.7, 1)
            .add(1, 0.9, 1)
            .add(0, 0.8, 1);

    ThresholdChoice choice = ThresholdChoice.of(rows.dataset());

    assertThat(choice.rows()).isEqualTo(5);
    assertThat(choice.right()).isEqualTo(4);
    assertThat(choice.threshold()).isBetween(0.65, 0.7);
    assertThat(ClassificationMetrics.of(rows.dataset(), choice.threshold()).confusion().right())
        .isEqualTo(4);
  }

  @Test
  void ofEquallyGoodThresholdsTheOneNearestToAHalfIsTaken() {
    assertThat(of(new ScoredRows().add(0, 0.1, 1).add(1, 0.9, 1))).isEqualTo(0.5);
    assertThat(of(new ScoredRows().add(0, 0.1, 1).add(1, 0.3, 1))).isCloseTo(0.3, within(1e-3));
    assertThat(of(new ScoredRows().add(0, 0.7, 1).add(1, 0.9, 1))).isCloseTo(0.7, within(1e-3));
  }

  @Test
  void oneClassAloneIsReadAsWhatItIs() {
    assertThat(of(new ScoredRows().add(1, 0.9, 1))).isEqualTo(0.5);
    assertThat(of(new ScoredRows().add(1, 0.0, 1))).isZero();
  }

  private static double of(ScoredRows rows) {
    return ThresholdChoice.of(rows.dataset()).threshold();
  }
}
