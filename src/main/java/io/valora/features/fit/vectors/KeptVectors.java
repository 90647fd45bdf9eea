package io.valora.features.fit.vectors;

import io.valora.features.text.TextEncoder;
import java.io.IOException;

/**
 * Of the vectors of a file those of the encoder's terms: memory is bounded by the terms, whatever
 * the file has. A word that is a term as it stands comes before one that becomes it, such as {@code
 * Film} in lower case; of several the first, as files have the frequent words first.
 */
final class KeptVectors {
  private final TextEncoder encoder;
  private final float[][] byRow;
  private final boolean[] asWritten;
  private int kept;

  KeptVectors(TextEncoder encoder) {
    this.encoder = encoder;
    this.byRow = new float[encoder.tableRows()][];
    this.asWritten = new boolean[encoder.tableRows()];
  }

  /** Keeps the vector that the reader is at, if it is one to keep. */
  void offer(VectorReader at) throws IOException {
    int row = encoder.rowOf(at.word());
    if (row > 0 && !asWritten[row]) {
      keep(row, at);
      asWritten[row] = true;
    } else if (row == 0) {
      int similar = encoder.rowOfWord(at.word());
      if (similar > 0 && byRow[similar] == null) {
        keep(similar, at);
      }
    }
  }

  int kept() {
    return kept;
  }

  TermVectors vectors(int dimension) {
    return new TermVectors(dimension, byRow);
  }

  private void keep(int row, VectorReader at) throws IOException {
    kept += byRow[row] == null ? 1 : 0;
    byRow[row] = at.vector();
  }
}
