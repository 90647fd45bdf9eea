package io.valora.monitoring.drift;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Alarm rule with a stated rate of false alarms at every number of rows, half of them for each of
 * two tests: rows of one distribution give a stability index that is about χ² of bins − 1, times
 * 1/n + 1/m, and of those in one cell a binomial number is of the day.
 *
 * @param falseAlarms share of quiet days with an alarm, of all things looked at together
 * @param floor index up to which a difference is too small to matter, however certain
 */
public record DriftRule(double falseAlarms, double floor) {
  /** One quiet day in a hundred. */
  public static final DriftRule USUAL = new DriftRule(0.01, 0.01);

  private static final double EXCESS_BY_DEVIATIONS = 0.2;

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
        .inverseSurvivalProbability(level(looked) / 2);
  }

  /** The cell whose share of the day's rows rose most, by the excess that is an alarm. */
  public CellExcess excess(BinShares shares, int looked) {
    return CellExcess.of(shares, level(looked) / 2, excessFloor());
  }

  /** The same of a given cell. */
  CellExcess excess(BinShares shares, int cell, int looked) {
    return CellExcess.ofCell(shares, cell, level(looked) / 2, excessFloor());
  }

  /** Rise of an outer decile by a shift of a normal distribution whose index is the floor. */
  private double excessFloor() {
    return EXCESS_BY_DEVIATIONS * Math.sqrt(floor);
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
