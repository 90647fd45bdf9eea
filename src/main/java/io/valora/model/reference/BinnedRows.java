package io.valora.model.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers of rows by the bin of their value.
 *
 * @param bins rows in each bin
 * @param other rows with a value in no bin
 * @param missing rows without a value
 */
public record BinnedRows(List<Long> bins, long other, long missing) {
  public BinnedRows {
    bins = List.copyOf(bins);
    if (other < 0 || missing < 0 || bins.stream().anyMatch(rows -> rows < 0)) {
      throw new IllegalArgumentException("rows must be at least 0");
    }
  }

  /** No rows. */
  public static BinnedRows none(Bins bins) {
    return new BinnedRows(Collections.nCopies(bins.size(), 0L), 0, 0);
  }

  /** All rows, with or without a value. */
  public long rows() {
    return bins.stream().mapToLong(Long::longValue).sum() + other + missing;
  }

  /**
   * The rows of both.
   *
   * @throws IllegalArgumentException when they have different bins
   */
  public BinnedRows plus(BinnedRows more) {
    if (more.bins.size() != bins.size()) {
      throw new IllegalArgumentException(
          "%d bins can't be added to %d".formatted(more.bins.size(), bins.size()));
    }
    List<Long> sums = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      sums.add(bins.get(bin) + more.bins.get(bin));
    }
    return new BinnedRows(sums, other + more.other, missing + more.missing);
  }
}
