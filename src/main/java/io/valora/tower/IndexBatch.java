package io.valora.tower;

import java.util.List;

/**
 * Rows of data: for each table an index or a bag, numbers of their own, and a label. The arrays may
 * be longer than a batch and are filled again for the next.
 */
public final class IndexBatch {
  private final int[][] indices;
  private final Bags[] bags;
  private final float[] numbers;
  private final float[] labels;
  private int rows;

  /**
   * Rows with one index into each table.
   *
   * @param capacity rows of the largest batch
   */
  public IndexBatch(int tables, int capacity) {
    this.indices = new int[tables][capacity];
    this.bags = new Bags[tables];
    this.numbers = new float[0];
    this.labels = new float[capacity];
  }

  /**
   * @param numbers dense inputs of each row
   */
  public IndexBatch(List<TableShape> tables, int numbers, int capacity) {
    this.indices = new int[tables.size()][];
    this.bags = new Bags[tables.size()];
    for (int table = 0; table < indices.length; table++) {
      if (tables.get(table).isBag()) {
        bags[table] = new Bags(capacity);
      } else {
        indices[table] = new int[capacity];
      }
    }
    this.numbers = new float[numbers * capacity];
    this.labels = new float[capacity];
  }

  /** For each table of one entry the index of each row. */
  public int[][] indices() {
    return indices;
  }

  /** The bags of a table of bags. */
  public Bags bags(int table) {
    return bags[table];
  }

  /** Whether a row, not the first, names in a table what the row before it names. */
  public boolean repeats(int table, int row) {
    return bags[table] == null
        ? indices[table][row] == indices[table][row - 1]
        : bags[table].repeats(row);
  }

  /** Row after row. */
  public float[] numbers() {
    return numbers;
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

  /** Forgets the bags of all rows. */
  public void clearBags() {
    for (Bags bag : bags) {
      if (bag != null) {
        bag.clear();
      }
    }
  }
}
