package io.valora.model.reference;

import io.valora.model.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Adjacent intervals of numbers: (−∞, least), [least, upper₀], (upper₀, upper₁] … (upperₙ₋₁, ∞).
 * The outer two hold what lies beyond the numbers that the bins were made for.
 *
 * @param least of the numbers; NaN without bins
 * @param upper inner ends, ascending; the last is the largest of the numbers
 */
public record NumberBins(double least, List<Double> upper) implements Bins {
  /** No bins at all, for a column without values in train. */
  public static final NumberBins EMPTY = new NumberBins(Double.NaN, List.of());

  public NumberBins {
    upper = List.copyOf(upper);
    if (upper.isEmpty() != Double.isNaN(least) || !ascends(least, upper)) {
      throw new IllegalArgumentException("upper ends must ascend from least");
    }
  }

  /**
   * Bins of one width over a finite range, and the outer two; a single one where the range has no
   * width.
   */
  public static NumberBins even(Range range, int count) {
    List<Double> upper = new ArrayList<>();
    double width = (range.high() - range.low()) / count;
    for (int bin = 1; bin < count && width > 0; bin++) {
      upper.add(range.low() + bin * width);
    }
    upper.add(range.high());
    return new NumberBins(range.low(), upper);
  }

  @Override
  public int size() {
    return upper.isEmpty() ? 0 : upper.size() + 2;
  }

  @Override
  public int bin(Object value) {
    double number = ((Number) value).doubleValue();
    if (upper.isEmpty()) {
      return NONE;
    }
    if (number < least) {
      return 0;
    }
    int low = 0;
    int high = upper.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (number <= upper.get(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 1 + low;
  }

  private static boolean ascends(double least, List<Double> upper) {
    for (int bin = 0; bin < upper.size(); bin++) {
      boolean above = bin == 0 ? upper.get(0) >= least : upper.get(bin) > upper.get(bin - 1);
      if (!above) {
        return false;
      }
    }
    return true;
  }
}
