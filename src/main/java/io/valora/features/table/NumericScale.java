package io.valora.features.table;

import java.io.Serializable;

/**
 * Brings numbers to one size: {@code (value − shift) / divisor}.
 *
 * @param fill what stands in for a missing value, in the unit of the values
 * @param divisor above 0; 1 where train has one value only
 */
public record NumericScale(double fill, double shift, double divisor) implements Serializable {
  float scaled(double value) {
    return (float) ((value - shift) / divisor);
  }

  /** The fill, scaled. */
  float scaledFill() {
    return scaled(fill);
  }
}
