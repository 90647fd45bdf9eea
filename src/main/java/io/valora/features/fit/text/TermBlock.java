package io.valora.features.fit.text;

import java.io.Serializable;

/**
 * Counted terms on their way to where all of the same term are added up.
 *
 * @param hashes of the terms
 * @param texts that have each term
 * @param positive sum of those texts' labels, in {@link LabeledTexts#PARTS}
 * @param ends of the terms in {@code bytes}, where each begins at the end of the one before
 * @param bytes of all terms in UTF-8
 */
record TermBlock(long[] hashes, long[] texts, long[] positive, int[] ends, byte[] bytes)
    implements Serializable {
  /** Puts a term at its place, those before it being there. */
  void put(int at, long hash, long textsOfTerm, long label, byte[] of, int start, int end) {
    int from = at == 0 ? 0 : ends[at - 1];
    System.arraycopy(of, start, bytes, from, end - start);
    ends[at] = from + end - start;
    hashes[at] = hash;
    texts[at] = textsOfTerm;
    positive[at] = label;
  }

  /** Adds each term of the block to a table. */
  void addTo(TermTable table) {
    int start = 0;
    for (int i = 0; i < hashes.length; i++) {
      table.add(hashes[i], texts[i], positive[i], bytes, start, ends[i]);
      start = ends[i];
    }
  }
}
