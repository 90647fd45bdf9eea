package io.valora.features.text;

/**
 * The rows of the terms of a vocabulary: an open-addressing table of 64-bit term hashes, at most
 * half full, which takes 28 to 52 bytes a term whatever its length. The terms themselves are not
 * here. Of two terms with one hash (see {@link TermHash}) the more frequent is known.
 */
public final class VocabularyRows implements TermRows {
  private static final long serialVersionUID = 1L;

  private final long[] hashes;
  private final int[] rows;
  private final float[] ratios;

  /**
   * @param termHashes of the terms in the order of their index, which starts at 1
   * @param ratios their log-count ratios, {@code [terms]}
   */
  public VocabularyRows(long[] termHashes, float[] ratios) {
    int capacity = Integer.highestOneBit(Math.max(2, termHashes.length)) << 2;
    this.hashes = new long[capacity];
    this.rows = new int[capacity];
    this.ratios = ratios;
    for (int i = 0; i < termHashes.length; i++) {
      int slot = slotOf(termHashes[i]);
      if (rows[slot] == UNKNOWN) {
        hashes[slot] = termHashes[i];
        rows[slot] = i + 1;
      }
    }
  }

  @Override
  public int rowOf(long hash) {
    return rows[slotOf(hash)];
  }

  @Override
  public int highest() {
    return ratios.length;
  }

  @Override
  public float ratioOf(int row) {
    return ratios[row - 1];
  }

  /** The slot that has the hash, or the free one where it would go. */
  private int slotOf(long hash) {
    int slot = (int) hash & (rows.length - 1);
    while (rows[slot] != UNKNOWN && hashes[slot] != hash) {
      slot = (slot + 1) & (rows.length - 1);
    }
    return slot;
  }
}
