package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TowerLossTest {
  private static final float STEP = 1e-2f;

  @ParameterizedTest
  @EnumSource
  void derivativeIsThatOfTheLoss(TowerLoss loss) {
    for (float output : new float[] {-2.5f, -0.4f, 0.7f, 2.2f}) {
      double slope = (loss.of(output + STEP, 1) - loss.of(output - STEP, 1)) / (2 * STEP);
      assertThat((double) loss.derivative(output, 1)).isCloseTo(slope, within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossIsLeastWhereTheAnswerIsTheLabel(TowerLoss loss) {
    float label = loss == TowerLoss.CROSS_ENTROPY ? 0.8f : 3;
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (int step = -500; step <= 500; step++) {
      double value = loss.of(step / 100f, label);
      best = value < least ? step / 100.0 : best;
      least = Math.min(least, value);
    }
    assertThat(loss.answer((float) best)).isCloseTo(label, within(0.02));
  }
}
