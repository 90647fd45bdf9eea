package io.valora.tower;

import java.util.Arrays;

/** The mean of the rows of a table that several replicas touched, weighted by their touches. */
public final class RowMean {
  private static final int FIRST_CAPACITY = 1 << 16;

  private final int stride;
  private final RowSet touched;
  private float[] values = {};

  public RowMean(int tableRows, int stride) {
    this.stride = stride;
    this.touched = new RowSet(tableRows);
  }

  public void add(TouchedRows update) {
    for (int i = 0; i < update.rows().length; i++) {
      int known = touched.size();
      int slot = touched.add(update.rows()[i], update.touches()[i]);
      if (slot == known) {
        reserve(slot);
        System.arraycopy(update.values(), i * stride, values, slot * stride, stride);
      } else {
        float share = (float) ((double) update.touches()[i] / touched.count(slot));
        toward(slot * stride, update.values(), i * stride, share);
      }
    }
  }

  /** The mean of what was added since this was last asked. */
  public TouchedRows take() {
    TouchedRows mean =
        new TouchedRows(
            touched.rows(), touched.counts(), Arrays.copyOf(values, touched.size() * stride));
    touched.clear();
    return mean;
  }

  private void toward(int at, float[] other, int from, float share) {
    for (int k = 0; k < stride; k++) {
      values[at + k] += share * (other[from + k] - values[at + k]);
    }
  }

  private void reserve(int slot) {
    if (values.length < (slot + 1) * stride) {
      values = Arrays.copyOf(values, grown(slot, stride));
    }
  }

  /** Room for row {@code slot} and as much again. */
  static int grown(int slot, int stride) {
    long wanted = 2L * (slot + 1) * stride;
    return (int) Math.max(FIRST_CAPACITY, Math.min(wanted, Integer.MAX_VALUE - Long.BYTES));
  }
}
