package io.valora.tower;

import java.util.Arrays;

/**
 * Some rows of a table, numbered in the order in which they were first added, and how often each
 * was. A sparse set (Briggs and Torczon, 1993): clearing costs nothing, whatever the table's size.
 */
final class RowSet {
  private static final int FIRST_CAPACITY = 1024;

  private final int[] slotOf;
  private int[] rows = new int[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int size;

  RowSet(int tableRows) {
    slotOf = new int[tableRows];
  }

  int size() {
    return size;
  }

  int row(int slot) {
    return rows[slot];
  }

  /** The number of times the row was added, at least 1. */
  int count(int slot) {
    return counts[slot];
  }

  /** Reads what {@link #add} reads first of a row of the table; a number without meaning. */
  int readAhead(int row) {
    return slotOf[row];
  }

  void clear() {
    size = 0;
  }

  /** Adds a row, or counts it once more; returns its slot. */
  int add(int row) {
    return add(row, 1);
  }

  /** Adds a row {@code times} times; returns its slot, which is the last one when it is new. */
  int add(int row, int times) {
    int slot = slotOf[row];
    if (slot < size && rows[slot] == row) {
      counts[slot] += times;
      return slot;
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    slotOf[row] = size;
    rows[size] = row;
    counts[size] = times;
    return size++;
  }

  int[] rows() {
    return Arrays.copyOf(rows, size);
  }

  int[] counts() {
    return Arrays.copyOf(counts, size);
  }
}
