package io.valora.features.text;

/**
 * The rows of the terms of a vocabulary: an open-addressing table of 64-bit term hashes, at most
 * half full, which takes 28 to 52 bytes a term whatever its length. The terms themselves are not
 * here. Of two terms with one hash (see {@link TermHash}) the more frequent is known.
 */
public final class VocabularyRows implements TermRows {
  private static final long serialVersionUID = 1L;
  private static final long FREE = 0;

  /** Stands for the one hash that marks a free slot. */
  private static final long NOT_FREE = 1;

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
      long key = key(termHashes[i]);
      int slot = slotOf(key);
      if (hashes[slot] == FREE) {
        hashes[slot] = key;
        rows[slot] = i + 1;
      }
    }
  }

  @Override
  public int rowOf(long hash) {
    return rows[slotOf(key(hash))];
  }

  /** Reads the first slot of each, and looks at what was read when all are under way. */
  @Override
  public void rowsOf(long[] termHashes, int[] into) {
    long[] found = new long[termHashes.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = hashes[(int) key(termHashes[i]) & (hashes.length - 1)];
    }
    for (int i = 0; i < found.length; i++) {
      into[i] = found[i] == FREE ? UNKNOWN : rowOf(termHashes[i]);
    }
  }

  @Override
  public int highest() {
    return ratios.length;
  }

  @Override
  public float ratioOf(int row) {
    return ratios[row - 1];
  }

  /** The slot that has the key, or the free one where it would go. */
  private int slotOf(long key) {
    int slot = (int) key & (hashes.length - 1);
    while (hashes[slot] != FREE && hashes[slot] != key) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private static long key(long hash) {
    return hash == FREE ? NOT_FREE : hash;
  }
}
