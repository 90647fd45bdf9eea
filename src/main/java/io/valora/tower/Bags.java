package io.valora.tower;

import java.util.Arrays;

/**
 * For each row of a batch some rows of a table with weights, row after row; filled again for every
 * batch, in memory that grows to the largest. A row can share the entries of the row before it,
 * which are then held once.
 */
public final class Bags {
  private static final int FIRST_CAPACITY = 1024;

  private final int[] starts;
  private final int[] ends;
  private int[] indices = new int[FIRST_CAPACITY];
  private float[] weights = new float[FIRST_CAPACITY];
  private int rows;
  private int entries;

  /**
   * @param capacity rows of the largest batch
   */
  Bags(int capacity) {
    starts = new int[capacity + 1];
    ends = new int[capacity];
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
    entries = 0;
  }

  /** Adds the entries [from, to) of two arrays to the row that is being filled. */
  public void add(int[] someIndices, float[] someWeights, int from, int to) {
    int size = entries + to - from;
    reserve(size);
    System.arraycopy(someIndices, from, indices, entries, to - from);
    System.arraycopy(someWeights, from, weights, entries, to - from);
    entries = size;
  }

  /** Adds one entry. */
  public void add(int index, float weight) {
    reserve(entries + 1);
    indices[entries] = index;
    weights[entries++] = weight;
  }

  /** Ends the row that is being filled; without entries it is 0. */
  public void endRow() {
    ends[rows] = entries;
    starts[++rows] = entries;
  }

  /** Adds a row with the entries of the row before it, to which nothing may be added. */
  public void repeatRow() {
    starts[rows] = starts[rows - 1];
    ends[rows] = ends[rows - 1];
    starts[++rows] = entries;
  }

  /** Whether a row, not the first, has the entries of the row before it, or both have none. */
  boolean repeats(int row) {
    return starts[row] == starts[row - 1] && ends[row] == ends[row - 1];
  }

  private void reserve(int size) {
    if (size > indices.length) {
      int capacity = Math.max(size, indices.length + (indices.length >> 1));
      indices = Arrays.copyOf(indices, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
  }

  /** Entries of all rows. */
  public int entries() {
    return entries;
  }

  /** Row of the table of each entry; longer than {@link #entries}. */
  public int[] indices() {
    return indices;
  }

  /** Weight of each entry. */
  public float[] weights() {
    return weights;
  }

  /** Of each row the start of its entries. */
  public int[] starts() {
    return starts;
  }

  /** Of each row the end of its entries. */
  public int[] ends() {
    return ends;
  }

  /** Start of the entries of {@code row}. */
  public int start(int row) {
    return starts[row];
  }

  /** End of the entries of {@code row}. */
  public int end(int row) {
    return ends[row];
  }

  public int index(int entry) {
    return indices[entry];
  }

  public float weight(int entry) {
    return weights[entry];
  }
}
