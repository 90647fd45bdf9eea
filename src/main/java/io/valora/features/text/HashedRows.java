package io.valora.features.text;

import java.util.Arrays;

/**
 * Every term is known, at the row that the first bits of its hash say.
 *
 * @param bits so that there are 2^bits rows
 */
record HashedRows(int bits) implements TermRows {
  @Override
  public int rowOf(long hash) {
    return 1 + (int) (hash >>> (Long.SIZE - bits));
  }

  @Override
  public void rowsOf(long[] hashes, int[] rows) {
    Arrays.setAll(rows, i -> rowOf(hashes[i]));
  }

  @Override
  public int highest() {
    return 1 << bits;
  }

  @Override
  public float ratioOf(int row) {
    throw new IllegalStateException("hashed terms have no count ratio");
  }
}
