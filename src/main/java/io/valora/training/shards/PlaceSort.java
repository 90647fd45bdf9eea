package io.valora.training.shards;

import java.util.Arrays;

/**
 * Sorts the places of a batch's rows: a radix sort that keeps its memory between batches, but for
 * batches too small to be worth its tables.
 */
final class PlaceSort {
  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  /** Places up to which going through the digits would take longer than comparing. */
  private static final int FEW = DIGITS / 4;

  private final int[] starts = new int[DIGITS + 1];
  private int[] other = {};

  /** Sorts the first {@code length} places, each in [0, bound), in place. */
  void sort(int[] places, int length, int bound) {
    if (length <= FEW) {
      Arrays.sort(places, 0, length);
      return;
    }
    other = other.length < length ? new int[length] : other;
    int[] from = places;
    int[] to = other;
    for (int shift = 0; shift < Integer.SIZE - 1 && (bound - 1) >>> shift > 0; shift += BITS) {
      pass(from, to, length, shift);
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    if (from != places) {
      System.arraycopy(from, 0, places, 0, length);
    }
  }

  private void pass(int[] from, int[] to, int length, int shift) {
    Arrays.fill(starts, 0);
    for (int i = 0; i < length; i++) {
      starts[digit(from[i], shift) + 1]++;
    }
    for (int digit = 1; digit < DIGITS; digit++) {
      starts[digit] += starts[digit - 1];
    }
    for (int i = 0; i < length; i++) {
      to[starts[digit(from[i], shift)]++] = from[i];
    }
  }

  private static int digit(int place, int shift) {
    return (place >>> shift) & (DIGITS - 1);
  }
}
