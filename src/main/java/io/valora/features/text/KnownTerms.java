package io.valora.features.text;

import java.util.Arrays;

/** The rows of the known terms of one text, as they occur. */
final class KnownTerms {
  private int[] rows = new int[256];
  private int count;

  void add(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = row;
  }

  EncodedText encoded(Weighting weighting, TermRows terms) {
    if (count == 0) {
      return EncodedText.unknown();
    }
    Arrays.sort(rows, 0, count);
    int[] indices = new int[count];
    float[] weights = new float[count];
    int distinct = 0;
    for (int start = 0; start < count; distinct++) {
      int end = endOfRun(start);
      indices[distinct] = rows[start];
      weights[distinct] =
          switch (weighting) {
            case AVERAGE -> (float) (end - start) / count;
            case PRESENCE -> 1;
            case COUNT_RATIO -> terms.ratioOf(rows[start]);
          };
      start = end;
    }
    if (weighting == Weighting.COUNT_RATIO) {
      scale(weights, distinct);
    }
    return new EncodedText(Arrays.copyOf(indices, distinct), Arrays.copyOf(weights, distinct));
  }

  /** To length 1; a text whose weights are all 0 stays as it is. */
  private static void scale(float[] weights, int length) {
    double squares = 0;
    for (int i = 0; i < length; i++) {
      squares += (double) weights[i] * weights[i];
    }
    float factor = squares == 0 ? 1 : (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < length; i++) {
      weights[i] *= factor;
    }
  }

  private int endOfRun(int start) {
    int end = start + 1;
    while (end < count && rows[end] == rows[start]) {
      end++;
    }
    return end;
  }
}
