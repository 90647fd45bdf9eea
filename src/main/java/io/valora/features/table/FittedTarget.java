package io.valora.features.table;

import io.valora.tower.Standardization;
import java.io.Serializable;

/**
 * The target over train, in its own unit, so that training can bring it to one size.
 *
 * @param standardDeviation dividing by the number of rows; 0 where all are equal
 */
public record FittedTarget(
    String name, double mean, double standardDeviation, double lowest, double highest)
    implements Serializable {
  /** The scale on which training sees the target. */
  public Standardization standardization() {
    return Standardization.of(mean, standardDeviation);
  }
}
