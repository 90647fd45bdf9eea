package io.valora.monitoring.drift;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Alarm rule with a stated rate of false alarms at every number of rows: rows of one distribution
 * give a stability index that is about χ² of bins − 1, times 1/n + 1/m.
 *
 * @param falseAlarms share of quiet days with an alarm, of all things looked at together
 * @param floor index up to which a difference is too small to matter, however certain
 */
public record DriftRule(double falseAlarms, double floor) {
  /** One quiet day in a hundred. */
  public static final DriftRule USUAL = new DriftRule(0.01, 0.01);

  public DriftRule {
    if (!(falseAlarms > 0 && falseAlarms < 1) || !(floor >= 0 && floor < Double.MAX_VALUE)) {
      throw new IllegalArgumentException("rates must be above 0 and below 1, floors at least 0");
    }
  }

  /**
   * The index from which on there is an alarm.
   *
   * @param rows of the day, at least 1
   * @param reference rows of the reference, at least 1
   * @param bins filled ones
   * @param looked things looked at on the day
   */
  public double limit(long rows, long reference, int bins, int looked) {
    return Math.max(floor, critical(bins, looked) * chance(rows, reference));
  }

  private double critical(int bins, int looked) {
    return ChiSquaredDistribution.of(Math.max(1, bins - 1.0))
        .inverseSurvivalProbability(falseAlarms / looked);
  }

  /** Scale of the index of rows of one distribution. */
  static double chance(long rows, long reference) {
    return 1.0 / rows + 1.0 / reference;
  }

  /** Significance level of each of the things looked at. */
  public double level(int looked) {
    return falseAlarms / looked;
  }
}
