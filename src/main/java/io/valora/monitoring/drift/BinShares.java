package io.valora.monitoring.drift;

import io.valora.model.reference.BinnedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Rows of the reference and of a day in the same cells: the bins, then the rows in none, then those
 * without a value.
 *
 * @param reference one count per cell
 * @param day one count per cell
 */
public record BinShares(List<Long> reference, List<Long> day) {
  public BinShares {
    reference = List.copyOf(reference);
    day = List.copyOf(day);
    if (reference.size() != day.size()) {
      throw new IllegalArgumentException("rows must be in the same cells");
    }
  }

  /**
   * @throws IllegalArgumentException when they have different bins
   */
  public static BinShares of(BinnedRows reference, BinnedRows day) {
    return new BinShares(cells(reference), cells(day));
  }

  private static List<Long> cells(BinnedRows rows) {
    List<Long> cells = new ArrayList<>(rows.bins());
    cells.add(rows.other());
    cells.add(rows.missing());
    return cells;
  }

  /** Rows of the reference. */
  public long referenceRows() {
    return sum(reference);
  }

  /** Rows of the day. */
  public long dayRows() {
    return sum(day);
  }

  private static long sum(List<Long> rows) {
    return rows.stream().mapToLong(Long::longValue).sum();
  }

  /** Cells in which there is a row. */
  public int filled() {
    int filled = 0;
    for (int cell = 0; cell < day.size(); cell++) {
      filled += isFilled(cell) ? 1 : 0;
    }
    return filled;
  }

  private boolean isFilled(int cell) {
    return reference.get(cell) > 0 || day.get(cell) > 0;
  }

  /**
   * Population stability index: Σ (p − q) · ln(p / q) over the filled cells, where one row is added
   * to each cell of both.
   */
  public double stabilityIndex() {
    double index = 0;
    for (int cell = 0; cell < day.size(); cell++) {
      index += term(cell);
    }
    return index;
  }

  /** Of the cells that the day has a larger share in, the one that adds most to the index. */
  public int largest() {
    int largest = 0;
    double most = -1;
    for (int cell = 0; cell < day.size(); cell++) {
      if (term(cell) > most && dayShare(cell) >= referenceShare(cell)) {
        largest = cell;
        most = term(cell);
      }
    }
    return largest;
  }

  private double term(int cell) {
    if (!isFilled(cell)) {
      return 0;
    }
    double p = (day.get(cell) + 1.0) / (dayRows() + filled());
    double q = (reference.get(cell) + 1.0) / (referenceRows() + filled());
    return (p - q) * Math.log(p / q);
  }

  /** Share of the day's rows in a cell. */
  public double dayShare(int cell) {
    return (double) day.get(cell) / dayRows();
  }

  /** Share of the reference's rows in a cell. */
  public double referenceShare(int cell) {
    return (double) reference.get(cell) / referenceRows();
  }

  /** Of Pearson's χ² test that both have one distribution; 1 where all rows are in one cell. */
  public double chiSquarePValue() {
    if (filled() < 2) {
      return 1;
    }
    return ChiSquareTest.withDefaults().test(filled(reference), filled(day)).getPValue();
  }

  private long[] filled(List<Long> rows) {
    long[] filled = new long[filled()];
    int next = 0;
    for (int cell = 0; cell < rows.size(); cell++) {
      if (isFilled(cell)) {
        filled[next++] = rows.get(cell);
      }
    }
    return filled;
  }

  /**
   * Largest difference of the cumulative shares of the rows in bins, Kolmogorov-Smirnov's statistic
   * of the numbers of their bins; NaN where one of both has none.
   */
  public double cumulativeDistance() {
    int bins = day.size() - 2;
    double ofReference = sum(reference.subList(0, bins));
    double ofDay = sum(day.subList(0, bins));
    double farthest = ofReference > 0 && ofDay > 0 ? 0 : Double.NaN;
    long referenceUpTo = 0;
    long dayUpTo = 0;
    for (int bin = 0; bin < bins; bin++) {
      referenceUpTo += reference.get(bin);
      dayUpTo += day.get(bin);
      farthest = Math.max(farthest, Math.abs(referenceUpTo / ofReference - dayUpTo / ofDay));
    }
    return farthest;
  }
}
