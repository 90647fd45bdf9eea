package io.valora.goal;

/**
 * Outcomes of the units of one arm.
 *
 * @param units at least 0
 * @param mean outcome; of events the share of units that had one
 * @param variance of the outcome of a unit
 */
public record Sample(long units, double mean, double variance) {
  /**
   * Units that each had an event or none. The variance is that of the share with one unit more of
   * either kind (Agresti, Caffo 2000), so that it isn't 0 where no unit, or each, had one.
   *
   * @param events units that had one, at most all
   */
  public static Sample ofEvents(long units, long events) {
    double smooth = (events + 1.0) / (units + 2.0);
    return new Sample(units, units == 0 ? 0 : (double) events / units, smooth * (1 - smooth));
  }

  /**
   * Units whose outcome is a number.
   *
   * @param units at least 2
   */
  public static Sample ofMoments(long units, double sum, double sumOfSquares) {
    double mean = sum / units;
    return new Sample(units, mean, (sumOfSquares - units * mean * mean) / (units - 1));
  }

  /** Variance of the mean. */
  public double varianceOfMean() {
    return variance / units;
  }
}
