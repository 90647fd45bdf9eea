package io.valora.schema;

import java.io.Serializable;

/**
 * The smallest and the largest number allowed, both included.
 *
 * @param min negative infinity when there is no lower bound
 * @param max positive infinity when there is no upper bound
 */
public record Bounds(double min, double max) implements Serializable {
  /** Every finite number. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bounds {
    if (!(min <= max)) {
      throw new IllegalArgumentException("min %s is above max %s".formatted(min, max));
    }
  }
}
