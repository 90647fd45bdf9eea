package io.valora.features.table;

import java.io.Serializable;

/**
 * Brings numbers to one size: {@code (value − shift) / divisor}.
 *
 * @param fill what stands in for a missing value, in the unit of the values
 * @param divisor above 0; 1 where train has one value only
 */
record NumericScale(double fill, double shift, double divisor) implements Serializable {
  static NumericScale of(Scaling scaling, double fill, ColumnStatistics train) {
    return switch (scaling) {
      case STANDARD -> new NumericScale(fill, train.mean(), positive(train.standardDeviation()));
      case MIN_MAX ->
          new NumericScale(fill, train.lowest(), positive(train.highest() - train.lowest()));
      case NONE -> new NumericScale(fill, 0, 1);
    };
  }

  float scaled(double value) {
    return (float) ((value - shift) / divisor);
  }

  /** The fill, scaled. */
  float scaledFill() {
    return scaled(fill);
  }

  private static double positive(double spread) {
    return spread > 0 ? spread : 1;
  }
}
