package io.valora.tower;

/**
 * Rows of a table as they stand in an array.
 *
 * @param at of the first row
 * @param stride numbers from one row to the next
 */
record RowsInPlace(float[] values, int at, int stride) {
  int placeOf(int row) {
    return at + row * stride;
  }
}
