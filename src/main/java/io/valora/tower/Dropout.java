package io.valora.tower;

import io.valora.base.KeyedHash;

/**
 * Inverted dropout (Srivastava et al., 2014) whose choices are a function of their keys: a dropped
 * number becomes 0, the others are divided by the share that is kept.
 */
final class Dropout {
  private static final int BITS = 16;
  private static final long MASK = (1L << BITS) - 1;

  private final float[] factors;
  private final int threshold;
  private final float kept;

  /**
   * @param share in (0, 1)
   * @param numbers of a tile
   */
  Dropout(double share, int numbers) {
    this.factors = new float[numbers];
    this.threshold = (int) Math.round(share * (1 << BITS));
    this.kept = (float) (1 - share);
  }

  /**
   * Draws for one row of the tile: {@code width} numbers from {@code at} on, and a 1 after them.
   */
  void draw(long key, int at, int width) {
    long random = key;
    for (int i = 0; i < width; i++) {
      if (i % (Long.SIZE / BITS) == 0) {
        random = KeyedHash.mix(key + i);
      }
      factors[at + i] = (random & MASK) < threshold ? 0f : 1 / kept;
      random >>>= BITS;
    }
    factors[at + width] = 1f;
  }

  /** Multiplies a block by what was drawn for the tile from {@code at} on. */
  void apply(float[] block, int at, int length) {
    for (int i = 0; i < length; i++) {
      block[i] *= factors[at + i];
    }
  }

  /** Restores the kept values to their size before scaling. */
  void undoScale(float[] block, int length) {
    for (int i = 0; i < length; i++) {
      block[i] *= kept;
    }
  }
}
