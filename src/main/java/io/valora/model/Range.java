package io.valora.model;

import java.io.Serializable;

/**
 * A closed interval of numbers.
 *
 * @param low negative infinity when there is no lower bound
 * @param high positive infinity when there is no upper bound; at least {@code low}
 */
public record Range(double low, double high) implements Serializable {
  /** Every number. */
  public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Every number from 0 on. */
  public static final Range NON_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);

  public Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low %s is above high %s".formatted(low, high));
    }
  }

  /** The nearest number within the range. */
  public double clip(double value) {
    return Math.min(high, Math.max(low, value));
  }
}
