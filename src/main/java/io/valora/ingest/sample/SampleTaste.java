package io.valora.ingest.sample;

import io.valora.base.KeyedHash;

/**
 * Latent-factor model behind the synthetic ratings: {@code stars = 3.5 + user bias + item bias +
 * taste · character + noise}, rounded and cut to 1 to 5. The biases, the product and the noise have
 * standard deviations 0.6, 0.5, 0.7 and 0.4, so that knowing the user tells much that the item's
 * mean does not.
 */
record SampleTaste(long seed) {
  private static final int FACTORS = 3;
  private static final double MEAN = 3.5;
  private static final double USER_SPREAD = 0.6;
  private static final double ITEM_SPREAD = 0.5;
  private static final double FACTOR_SPREAD = 0.7;
  private static final double NOISE_SPREAD = 0.4;
  private static final int UNIFORMS = 4;
  private static final int USER = 101;
  private static final int ITEM = 102;
  private static final int NOISE = 103;

  /** Stars from 1 to 5 that a user gives an item in one row. */
  int stars(int user, int item, long row) {
    double score =
        MEAN
            + USER_SPREAD * normal(USER, user, FACTORS)
            + ITEM_SPREAD * normal(ITEM, item, FACTORS)
            + NOISE_SPREAD * normal(NOISE, row, 0);
    for (int factor = 0; factor < FACTORS; factor++) {
      double product = normal(USER, user, factor) * normal(ITEM, item, factor);
      score += FACTOR_SPREAD / StrictMath.sqrt(FACTORS) * product;
    }
    return (int) Math.max(1, Math.min(5, Math.round(score)));
  }

  /** Nearly normal, mean 0 and variance 1: a sum of uniform numbers, the same on every machine. */
  private double normal(int kind, long key, int factor) {
    double sum = 0;
    for (int i = 0; i < UNIFORMS; i++) {
      sum += KeyedHash.uniform(seed, kind, key, factor, i) - 0.5;
    }
    return sum * StrictMath.sqrt(12.0 / UNIFORMS);
  }
}
