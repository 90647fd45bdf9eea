package io.valora.tower;

/**
 * Rows of data that are indices into tables, and a label; the arrays may be longer than a batch and
 * are filled again for the next.
 */
public final class IndexBatch {
  private final int[][] indices;
  private final float[] labels;
  private int rows;

  /**
   * @param capacity rows of the largest batch
   */
  public IndexBatch(int tables, int capacity) {
    this.indices = new int[tables][capacity];
    this.labels = new float[capacity];
  }

  /** For each table the index of each row. */
  public int[][] indices() {
    return indices;
  }

  public float[] labels() {
    return labels;
  }

  public int rows() {
    return rows;
  }

  public int capacity() {
    return labels.length;
  }

  /** Says how many rows were filled in. */
  public void holds(int filled) {
    rows = filled;
  }
}
