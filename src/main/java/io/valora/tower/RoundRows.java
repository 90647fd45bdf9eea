package io.valora.tower;

import java.util.Arrays;

/** The table rows that a round touched, and what stood there before it. */
final class RoundRows {
  private final float[] values;
  private final int stride;
  private final RowSet touched;
  private float[] before = {};

  RoundRows(float[] values, int stride, int tableRows) {
    this.values = values;
    this.stride = stride;
    this.touched = new RowSet(tableRows);
  }

  /** A batch is about to change the row, which it holds {@code times} times. */
  void touch(int row, int times) {
    int known = touched.size();
    int slot = touched.add(row, times);
    if (slot == known) {
      if (before.length < (slot + 1) * stride) {
        before = Arrays.copyOf(before, RowMean.grown(slot, stride));
      }
      System.arraycopy(values, row * stride, before, slot * stride, stride);
    }
  }

  /** Ends the round: what it made of the rows; the table is again what it was before. */
  TouchedRows end() {
    float[] after = new float[touched.size() * stride];
    for (int slot = 0; slot < touched.size(); slot++) {
      System.arraycopy(values, touched.row(slot) * stride, after, slot * stride, stride);
    }
    TouchedRows ended = new TouchedRows(touched.rows(), touched.counts(), after);
    undo();
    return ended;
  }

  /** The table is again what it was before the round. */
  void undo() {
    for (int slot = 0; slot < touched.size(); slot++) {
      System.arraycopy(before, slot * stride, values, touched.row(slot) * stride, stride);
    }
    touched.clear();
  }
}
