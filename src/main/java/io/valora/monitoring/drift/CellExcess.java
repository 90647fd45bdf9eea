package io.valora.monitoring.drift;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Larger share of a day's rows in a cell than in training. Some rows that turn into one value move
 * the stability index little where there are many cells, and this much.
 *
 * @param cell that is farthest by its limit
 * @param excess share of the day's rows minus that of the reference
 * @param limit above which it is an alarm; infinite where no number of rows is one
 */
public record CellExcess(int cell, double excess, double limit) {
  /**
   * Of all filled cells, the one that is farthest by its limit.
   *
   * @param level significance level of all cells together
   * @param floor excess up to which a difference is too small to matter
   */
  static CellExcess of(BinShares shares, double level, double floor) {
    return IntStream.range(0, shares.day().size())
        .filter(cell -> shares.day().get(cell) > 0)
        .mapToObj(cell -> ofCell(shares, cell, level, floor))
        .max(Comparator.comparingDouble(CellExcess::ratio))
        .orElseThrow();
  }

  static CellExcess ofCell(BinShares shares, int cell, double level, double floor) {
    double before = shares.referenceShare(cell);
    double limit = (least(shares, cell, level / shares.filled()) - 0.5) / shares.dayRows() - before;
    return new CellExcess(cell, shares.dayShare(cell) - before, Math.max(floor, limit));
  }

  /** The excess as a multiple of its limit. */
  public double ratio() {
    return excess / limit;
  }

  /**
   * The smallest number of rows of a day that is significant. Of rows of one distribution, those of
   * the day among all that fall into a cell are at most as spread as a binomial number.
   */
  private static double least(BinShares shares, int cell, double level) {
    double reference = shares.reference().get(cell);
    double ofDay = (double) shares.dayRows() / (shares.dayRows() + shares.referenceRows());
    long low = 0;
    long high = shares.dayRows() + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (BetaDistribution.of(middle, reference + 1).cumulativeProbability(ofDay) <= level) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high > shares.dayRows() ? Double.POSITIVE_INFINITY : high;
  }
}
