package io.valora.features.fit.text;

import io.valora.features.text.TermHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The terms of one partition of a vocabulary as they travel: hashes instead of texts.
 *
 * @param indices from 1
 */
record HashedEntries(long[] hashes, int[] indices, float[] ratios) implements Serializable {
  /**
   * @param entries rows of term, index and ratio
   */
  static Iterator<HashedEntries> of(Iterator<Row> entries) {
    List<Row> rows = new ArrayList<>();
    entries.forEachRemaining(rows::add);
    HashedEntries part =
        new HashedEntries(new long[rows.size()], new int[rows.size()], new float[rows.size()]);
    for (int i = 0; i < rows.size(); i++) {
      part.hashes[i] = TermHash.of(rows.get(i).getString(0));
      part.indices[i] = rows.get(i).getInt(1);
      part.ratios[i] = rows.get(i).getFloat(2);
    }
    return Collections.singleton(part).iterator();
  }

  /** Puts each term where its index says. */
  void copyTo(long[] allHashes, float[] allRatios) {
    for (int i = 0; i < indices.length; i++) {
      allHashes[indices[i] - 1] = hashes[i];
      allRatios[indices[i] - 1] = ratios[i];
    }
  }
}
