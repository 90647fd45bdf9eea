package io.valora.features.text;

import java.io.Serializable;

/**
 * Mapping of terms to rows of the embedding table; row 0 is that of texts without any known term.
 */
sealed interface TermRows extends Serializable permits VocabularyRows, ShortHashRows, HashedRows {
  int UNKNOWN = 0;

  /** The row of the term with this {@link TermHash}: 1 to {@link #highest()}, or 0 if unknown. */
  int rowOf(long hash);

  /**
   * Writes the row of each term with one of these hashes: of many at once, what waits for memory
   * waits together.
   *
   * @param rows as many as {@code hashes}
   */
  void rowsOf(long[] hashes, int[] rows);

  /** The highest row. */
  int highest();

  /** The log-count ratio of the term at a row from 1. */
  float ratioOf(int row);
}
