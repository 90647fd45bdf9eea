package io.valora.tower;

import java.io.Serializable;

/**
 * Shift and divisor by which training brings labels to one size: {@code (label − mean) / standard
 * deviation}. Predictions are brought back, in 64 bits.
 *
 * @param mean finite
 * @param standardDeviation above 0 and finite
 */
public record Standardization(double mean, double standardDeviation) implements Serializable {
  /** Labels as they are. */
  public static final Standardization NONE = new Standardization(0, 1);

  public Standardization {
    if (!(Double.isFinite(mean) && standardDeviation > 0 && Double.isFinite(standardDeviation))) {
      throw new IllegalArgumentException(
          "mean %s must be finite, and standard deviation %s above 0"
              .formatted(mean, standardDeviation));
    }
  }

  /**
   * By labels of a mean and a standard deviation; labels that are all equal are only shifted.
   *
   * @param standardDeviation at least 0
   */
  public static Standardization of(double mean, double standardDeviation) {
    boolean constant = !(standardDeviation > Math.ulp(mean));
    return new Standardization(mean, constant ? 1 : standardDeviation);
  }

  /** The label as training sees it. */
  public double standardized(double label) {
    return (label - mean) / standardDeviation;
  }

  /** The label that training sees as {@code standardized}. */
  public double restored(double standardized) {
    return mean + standardDeviation * standardized;
  }
}
