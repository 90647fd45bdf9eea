package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int WIDTH = 100_001;

  @Test
  void theShareIsDroppedAndTheRestIsScaledSoThatTheMeanStays() {
    for (double share : new double[] {0.1, 0.25, 0.5, 0.9}) {
      float[] block = drawn(share, 7);

      int dropped = 0;
      double sum = 0;
      for (int i = 0; i < WIDTH; i++) {
        dropped += block[i] == 0 ? 1 : 0;
        sum += block[i];
        assertThat(block[i]).isIn(0f, 1 / (float) (1 - share));
      }
      double deviation = Math.sqrt(share * (1 - share) / WIDTH);
      assertThat((double) dropped / WIDTH).isCloseTo(share, within(5 * deviation));
      assertThat(sum / WIDTH).isCloseTo(1, within(5 * deviation / (1 - share)));
    }
  }

  @Test
  void theColumnOfTheBiasIsNeverDropped() {
    for (long key = 0; key < 100; key++) {
      assertThat(drawn(0.9, key)[WIDTH]).isEqualTo(1);
    }
  }

  @Test
  void theKeyDecides() {
    assertThat(drawn(0.5, 3)).containsExactly(drawn(0.5, 3));
    assertThat(drawn(0.5, 3)).isNotEqualTo(drawn(0.5, 4));
  }

  /** Else two numbers of a row, or one number of two rows, would be dropped together. */
  @Test
  void neighborsAreDroppedIndependently() {
    float[] row = drawn(0.5, 3);
    float[] next = drawn(0.5, 4);
    for (int distance : new int[] {1, 2, 3, 4, 5, 16}) {
      assertThat(agreement(row, row, distance)).isCloseTo(0.5, within(0.01));
      assertThat(agreement(row, next, distance)).isCloseTo(0.5, within(0.01));
    }
    assertThat(agreement(row, next, 0)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void whatWasKeptIsFoundAgain() {
    Dropout dropout = new Dropout(0.3, 9);
    dropout.draw(1, 0, 8);
    float[] block = {1, 2, 3, 4, 5, 6, 7, 8, 1};
    dropout.apply(block, 0, 9);
    dropout.undoScale(block, 8);

    for (int i = 0; i < 8; i++) {
      if (block[i] != 0) {
        assertThat(block[i]).isCloseTo(i + 1, within(1e-6f * (i + 1)));
      }
    }
  }

  private static double agreement(float[] row, float[] other, int distance) {
    int agreed = 0;
    for (int i = 0; i + distance < WIDTH; i++) {
      agreed += row[i] == other[i + distance] ? 1 : 0;
    }
    return (double) agreed / (WIDTH - distance);
  }

  private static float[] drawn(double share, long key) {
    Dropout dropout = new Dropout(share, WIDTH + 1);
    dropout.draw(key, 0, WIDTH);
    float[] block = new float[WIDTH + 1];
    Arrays.fill(block, 1);
    dropout.apply(block, 0, WIDTH + 1);
    return block;
  }
}
