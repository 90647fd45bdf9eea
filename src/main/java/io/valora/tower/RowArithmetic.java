package io.valora.tower;

/**
 * Arithmetic on runs of floats that is the same to the bit in every implementation: no
 * multiplication is fused with an addition, and sums are taken in a fixed order. For one thread at
 * a time.
 */
interface RowArithmetic {
  /** Partial sums of a dot product. */
  int LANES = 8;

  /** The fastest that this JVM has. */
  static RowArithmetic fastest() {
    return SimdSupport.isThere() ? new SimdArithmetic() : new PlainArithmetic();
  }

  /**
   * Σ left[i] · right[i] over {@code length} numbers. Number i is added to partial sum i mod {@link
   * #LANES}; then the partial sums are added up as in {@link #total}.
   */
  float dot(float[] left, int leftAt, float[] right, int rightAt, int length);

  /** into[i] += factor · from[i] over {@code length} numbers. */
  void add(float factor, float[] from, int fromAt, float[] into, int intoAt, int length);

  /**
   * A step of Adagrad on a table row of {@code width} weights and then their sums of squares. The
   * gradients are those in {@code gradients} plus {@code penalty} times the weights.
   */
  void adagrad(
      UpdateRule.Adagrad rule,
      float[] row,
      int rowAt,
      float[] gradients,
      int gradientsAt,
      int width,
      float penalty);

  /** The sum of the partial sums of a dot product. */
  static float total(float[] lanes) {
    return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
  }
}
