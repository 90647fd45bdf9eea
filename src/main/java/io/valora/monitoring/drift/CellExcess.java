package io.valora.monitoring.drift;

import java.util.Comparator;
import java.util.function.LongPredicate;
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
    int[] cells =
        IntStream.range(0, shares.day().size())
            .filter(cell -> shares.day().get(cell) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(cell -> -excess(shares, cell)))
            .mapToInt(Integer::intValue)
            .toArray();
    CellExcess farthest = ofCell(shares, cells[0], level, floor);
    for (int i = 1; i < cells.length && excess(shares, cells[i]) > farthest.ratio() * floor; i++) {
      CellExcess other = ofCell(shares, cells[i], level, floor);
      farthest = other.ratio() > farthest.ratio() ? other : farthest;
    }
    return farthest;
  }

  static CellExcess ofCell(BinShares shares, int cell, double level, double floor) {
    double least = least(shares, cell, level / shares.filled(), floor);
    double limit = (least - 0.5) / shares.dayRows() - shares.referenceShare(cell);
    return new CellExcess(cell, excess(shares, cell), Math.max(floor, limit));
  }

  private static double excess(BinShares shares, int cell) {
    return shares.dayShare(cell) - shares.referenceShare(cell);
  }

  /** The excess as a multiple of its limit. */
  public double ratio() {
    return excess / limit;
  }

  /**
   * The smallest number of rows of a day above the floor that is significant. Of rows of one
   * distribution, those of the day among all that fall into a cell are at most as spread as a
   * binomial number.
   */
  private static double least(BinShares shares, int cell, double level, double floor) {
    double reference = shares.reference().get(cell);
    double ofDay = (double) shares.dayRows() / (shares.dayRows() + shares.referenceRows());
    LongPredicate significant =
        rows -> BetaDistribution.of(rows, reference + 1).cumulativeProbability(ofDay) <= level;
    long low =
        (long) Math.min(shares.dayRows(), (shares.referenceShare(cell) + floor) * shares.dayRows());
    if (low < shares.dayRows() && significant.test(low + 1)) {
      return low + 1;
    }
    long high = shares.dayRows() + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (significant.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high > shares.dayRows() ? Double.POSITIVE_INFINITY : high;
  }
}
