package io.valora.monitoring.states;

import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.Bins;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Mergeable counts of one measured column: rows in each bin, in none and without a value, with the
 * smallest example of each of these cells, and the range of the numbers.
 */
public final class ColumnState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_EXAMPLE = 80;

  private final Bins bins;
  private final long[] rows;
  private final String[] examples;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  public ColumnState(Bins bins) {
    this.bins = bins;
    this.rows = new long[bins.size() + 2];
    this.examples = new String[rows.length];
  }

  /**
   * @param value a finite number or a category, as the bins take it; null for a missing one
   * @param example what a person would be shown of the row; null for the value itself
   */
  public void add(Object value, String example) {
    int bin = value == null ? bins.size() + 1 : bins.bin(value);
    int cell = bin == Bins.NONE ? bins.size() : bin;
    rows[cell]++;
    if (value instanceof Number number) {
      least = Math.min(least, number.doubleValue());
      greatest = Math.max(greatest, number.doubleValue());
    }
    show(cell, example == null && value instanceof String text ? text : example);
  }

  private void show(int cell, String example) {
    if (example != null && (examples[cell] == null || example.compareTo(examples[cell]) < 0)) {
      examples[cell] = cut(example);
    }
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_EXAMPLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE));
  }

  /**
   * @param more of the same bins
   */
  void merge(ColumnState more) {
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] += more.rows[cell];
      show(cell, more.examples[cell]);
    }
    least = Math.min(least, more.least);
    greatest = Math.max(greatest, more.greatest);
  }

  /** The rows in each cell. */
  public BinnedRows rows() {
    return new BinnedRows(
        Arrays.stream(rows, 0, bins.size()).boxed().toList(),
        rows[bins.size()],
        rows[bins.size() + 1]);
  }

  /** The smallest example in a cell: a bin, then none, then missing. */
  public Optional<String> example(int cell) {
    return Optional.ofNullable(examples[cell]);
  }

  /** The smallest number; infinite without one. */
  public double least() {
    return least;
  }

  /** The largest number; infinite without one. */
  public double greatest() {
    return greatest;
  }
}
