package io.valora.monitoring.drift;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Smallest changes that so many rows would have shown in four of five days.
 *
 * @param shift of all numbers, in standard deviations of a normal distribution that is cut at the
 *     same shares; NaN where values have no order, infinite where no shift would have been seen
 * @param share of rows that turn into one value, a usual number or the rarest category; infinite
 *     where even all would not be seen
 */
public record Visibility(double shift, double share) {
  private static final double POWER = 0.8;
  private static final double WIDEST = 8;
  private static final int HALVINGS = 50;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param looked things looked at on the day
   * @param ordered whether the bins are intervals of numbers
   */
  public static Visibility of(BinShares rows, DriftRule rule, int looked, boolean ordered) {
    double needed =
        needed(rows, rule.limit(rows.dayRows(), rows.referenceRows(), rows.filled(), looked));
    int[] cells =
        IntStream.range(0, rows.reference().size())
            .filter(cell -> rows.reference().get(cell) > 0)
            .toArray();
    double[] shares = Arrays.stream(cells).mapToDouble(rows::referenceShare).toArray();
    int target =
        IntStream.range(0, shares.length)
            .reduce(0, (found, i) -> (shares[i] > shares[found]) == ordered ? i : found);
    double byIndex = smallest(share -> index(turned(shares, target, share), shares), needed, 1);
    return new Visibility(
        ordered
            ? smallest(shift -> index(shifted(shares, shift), shares), needed, WIDEST)
            : Double.NaN,
        Math.min(byIndex, byExcess(rows, rule.excess(rows, cells[target], looked))));
  }

  /** The share of rows that must turn into a cell for its rise to pass the limit. */
  private static double byExcess(BinShares rows, CellExcess rise) {
    double before = rows.referenceShare(rise.cell());
    double quantile = NORMAL.inverseCumulativeProbability(POWER);
    double share =
        smallest(
            day -> day - quantile * Math.sqrt(day * (1 - day) / rows.dayRows()),
            before + rise.limit(),
            1);
    return (share - before) / (1 - before);
  }

  /** The true index at which the measured one passes the limit with the power. */
  private static double needed(BinShares rows, double limit) {
    double chance = DriftRule.chance(rows.dayRows(), rows.referenceRows());
    double free = Math.max(1, rows.filled() - 1.0);
    double quantile = NORMAL.inverseCumulativeProbability(POWER);
    double beyond =
        smallest(
            excess -> free + excess - quantile * Math.sqrt(2 * (free + 2 * excess)),
            limit / chance,
            4 * (limit / chance + free + 10));
    return beyond * chance;
  }

  private static double[] shifted(double[] shares, double shift) {
    double[] moved = new double[shares.length];
    double upTo = 0;
    double before = 0;
    for (int cell = 0; cell < shares.length; cell++) {
      upTo = cell == shares.length - 1 ? 1 : Math.min(1, upTo + shares[cell]);
      double below =
          NORMAL.cumulativeProbability(NORMAL.inverseCumulativeProbability(upTo) - shift);
      moved[cell] = below - before;
      before = below;
    }
    return moved;
  }

  private static double[] turned(double[] shares, int target, double share) {
    double[] turned = new double[shares.length];
    for (int cell = 0; cell < shares.length; cell++) {
      turned[cell] = shares[cell] * (1 - share) + (cell == target ? share : 0);
    }
    return turned;
  }

  private static double index(double[] some, double[] shares) {
    double least = 1e-9;
    double index = 0;
    for (int cell = 0; cell < shares.length; cell++) {
      double p = Math.max(least, some[cell]);
      double q = Math.max(least, shares[cell]);
      index += (p - q) * Math.log(p / q);
    }
    return index;
  }

  /** The smallest argument at which an increasing function reaches a value; infinite if none. */
  private static double smallest(DoubleUnaryOperator function, double value, double most) {
    if (!(function.applyAsDouble(most) >= value)) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = most;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (function.applyAsDouble(middle) >= value) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
