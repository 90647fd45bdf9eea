package io.valora.model.reference;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Mergeable state that counts the values of one column: the state of two sets of rows is the sum of
 * their states, in any order.
 */
public final class BinningState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bins bins;
  private final long[] rows;
  private long other;
  private long missing;

  public BinningState(Bins bins) {
    this.bins = bins;
    this.rows = new long[bins.size()];
  }

  /**
   * @param value as {@link Bins#bin} takes it; null for a missing one
   */
  public void add(Object value) {
    int bin = value == null ? Bins.NONE : bins.bin(value);
    if (value == null) {
      missing++;
    } else if (bin == Bins.NONE) {
      other++;
    } else {
      rows[bin]++;
    }
  }

  /**
   * @param more of the same bins
   */
  public void merge(BinningState more) {
    for (int bin = 0; bin < rows.length; bin++) {
      rows[bin] += more.rows[bin];
    }
    other += more.other;
    missing += more.missing;
  }

  public BinnedRows result() {
    return new BinnedRows(Arrays.stream(rows).boxed().toList(), other, missing);
  }
}
