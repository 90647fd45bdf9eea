package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossGainTest {
  @Test
  void aGainThatMostRowsShareIsCertain() {
    assertThat(gains(100, 0.5).isCertain()).isTrue();
    assertThat(gains(100, -0.5).isCertain()).isFalse();
  }

  @Test
  void aGainThatChanceCouldMakeIsNot() {
    LossGain four = LossGain.of(3).plus(LossGain.of(-1)).plus(LossGain.of(2)).plus(LossGain.of(-2));

    assertThat(four.isCertain()).isFalse();
    assertThat(LossGain.NONE.isCertain()).as("without rows").isFalse();
    assertThat(LossGain.of(0).isCertain()).as("of equal networks").isFalse();
  }

  private static LossGain gains(int rows, double mean) {
    Random random = new Random(1);
    LossGain all = LossGain.NONE;
    for (int row = 0; row < rows; row++) {
      all = all.plus(LossGain.of(mean + random.nextGaussian()));
    }
    return all;
  }
}
