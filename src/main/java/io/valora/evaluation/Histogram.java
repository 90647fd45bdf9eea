package io.valora.evaluation;

import io.valora.base.JobException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of values in bins of one width. Bin i holds [lowest + i·width, lowest + (i+1)·width); the
 * first and the last bin also hold what lies beyond them.
 *
 * @param counts one per bin, at least one bin, none negative
 */
public record Histogram(double lowest, double width, List<Long> counts) {
  public Histogram {
    if (!(width > 0)) {
      throw JobException.invalid("bin-width", width, "must be above 0");
    }
    if (counts.isEmpty() || counts.stream().anyMatch(count -> count < 0)) {
      throw JobException.invalid("counts", counts, "must be one or more counts of at least 0");
    }
    counts = List.copyOf(counts);
  }

  /** Values in [from, to). */
  public record Bin(double from, double to, long rows) {}

  /** The bins, ascending. */
  public List<Bin> bins() {
    return IntStream.range(0, counts.size()).mapToObj(this::bin).toList();
  }

  private Bin bin(int index) {
    double from = lowest + index * width;
    return new Bin(from, from + width, counts.get(index));
  }

  public long rows() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The value that a share of all values lies below, as far as the bins tell: values are taken as
   * spread evenly in their bin. NaN without rows.
   *
   * @param share in [0, 1]
   */
  public double quantile(double share) {
    double wanted = share * rows();
    double below = 0;
    for (int bin = 0; bin < counts.size(); bin++) {
      long count = counts.get(bin);
      if (count > 0 && below + count >= wanted) {
        return lowest + width * (bin + (wanted - below) / count);
      }
      below += count;
    }
    return Double.NaN;
  }
}
