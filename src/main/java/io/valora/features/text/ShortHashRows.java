package io.valora.features.text;

/**
 * The rows of the terms of a vocabulary by the first bits of their hashes: of small models, whose
 * vocabularies keep five bytes a term. Row n is that of the n-th key.
 */
public final class ShortHashRows implements TermRows {
  /** Bits of a key: of 200,000 terms one text in thousands has a word that is taken for another. */
  public static final int BITS = 40;

  private static final long serialVersionUID = 1L;
  private final VocabularyRows rows;

  /**
   * @param keys of the terms, ascending and each once
   * @param ratios their log-count ratios, {@code [terms]}
   */
  public ShortHashRows(long[] keys, float[] ratios) {
    this.rows = new VocabularyRows(keys, ratios);
  }

  /** The key of a {@link TermHash}, from 0 to 2^40 - 1. */
  public static long key(long hash) {
    return hash >>> (Long.SIZE - BITS);
  }

  @Override
  public int rowOf(long hash) {
    return rows.rowOf(key(hash));
  }

  @Override
  public void rowsOf(long[] hashes, int[] into) {
    for (int i = 0; i < hashes.length; i++) {
      into[i] = rowOf(hashes[i]);
    }
  }

  @Override
  public int highest() {
    return rows.highest();
  }

  @Override
  public float ratioOf(int row) {
    return rows.ratioOf(row);
  }
}
