package io.valora.training.loop;

import java.io.Serializable;

/**
 * Paired comparison of two networks on the same rows: sums of what the first one's losses exceed
 * the second one's by. state(a ∪ b) = state(a) + state(b).
 */
record LossGain(long rows, double sum, double squares) implements Serializable {
  static final LossGain NONE = new LossGain(0, 0, 0);

  /** Standard errors that a mean must be above 0 by. */
  private static final double CERTAIN = 2;

  static LossGain of(double gain) {
    return new LossGain(1, gain, gain * gain);
  }

  LossGain plus(LossGain other) {
    return new LossGain(rows + other.rows, sum + other.sum, squares + other.squares);
  }

  /** Whether the mean gain is above 0 by more than two standard errors. */
  boolean isCertain() {
    double mean = sum / rows;
    double variance = Math.max(0, squares / rows - mean * mean);
    return mean > CERTAIN * Math.sqrt(variance / rows);
  }
}
