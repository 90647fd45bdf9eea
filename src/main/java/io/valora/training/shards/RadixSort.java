package io.valora.training.shards;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Puts the numbers from 0 to size - 1 in the order of their keys; ties stay in the order of earlier
 * calls. A least-significant-digit radix sort: its time grows with the rows and with the digits in
 * which keys differ.
 */
final class RadixSort {
  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  private final int[] starts = new int[DIGITS + 1];
  private int[] order;
  private int[] other;

  RadixSort(int size) {
    this.order = new int[size];
    this.other = new int[size];
    Arrays.setAll(order, row -> row);
  }

  /** Sorts by the lowest {@code bits} bits of a key, as an unsigned number. */
  RadixSort by(IntToLongFunction key, int bits) {
    for (int shift = 0; shift < bits; shift += BITS) {
      pass(key, shift);
    }
    return this;
  }

  int[] order() {
    return order;
  }

  private void pass(IntToLongFunction key, int shift) {
    Arrays.fill(starts, 0);
    for (int row : order) {
      starts[digit(key.applyAsLong(row), shift) + 1]++;
    }
    if (isOneDigit()) {
      return;
    }
    for (int digit = 1; digit < DIGITS; digit++) {
      starts[digit] += starts[digit - 1];
    }
    for (int row : order) {
      other[starts[digit(key.applyAsLong(row), shift)]++] = row;
    }
    int[] sorted = other;
    other = order;
    order = sorted;
  }

  private boolean isOneDigit() {
    return Arrays.stream(starts).anyMatch(count -> count == order.length);
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (DIGITS - 1);
  }
}
