package io.valora.features.fit.side;

import java.io.Serializable;
import java.util.Arrays;

/** The entries of the ids of one partition, in arrays that grow as ids are added. */
final class EntriesPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private int[] ids = new int[16];
  private int[] lengths = new int[16];
  private int[] indices = new int[64];
  private float[] weights = new float[64];
  private int count;
  private int total;

  /** Adds the entries of one id. */
  void add(int id, int[] entryIndices, float[] entryWeights) {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    int end = Math.addExact(total, entryIndices.length);
    if (end > indices.length) {
      int larger = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * indices.length));
      indices = Arrays.copyOf(indices, larger);
      weights = Arrays.copyOf(weights, larger);
    }
    ids[count] = id;
    lengths[count++] = entryIndices.length;
    System.arraycopy(entryIndices, 0, indices, total, entryIndices.length);
    System.arraycopy(entryWeights, 0, weights, total, entryIndices.length);
    total = end;
  }

  /** The same without room to grow, to be sent. */
  EntriesPart trimmed() {
    ids = Arrays.copyOf(ids, count);
    lengths = Arrays.copyOf(lengths, count);
    indices = Arrays.copyOf(indices, total);
    weights = Arrays.copyOf(weights, total);
    return this;
  }

  /** Writes each id's number of entries to the place after the id. */
  void countInto(int[] lengthsOut) {
    for (int at = 0; at < count; at++) {
      lengthsOut[ids[at] + 1] = lengths[at];
    }
  }

  /** Copies each id's entries to where they start. */
  void copyInto(int[] starts, int[] indicesOut, float[] weightsOut) {
    int from = 0;
    for (int at = 0; at < count; at++) {
      System.arraycopy(indices, from, indicesOut, starts[ids[at]], lengths[at]);
      System.arraycopy(weights, from, weightsOut, starts[ids[at]], lengths[at]);
      from += lengths[at];
    }
  }

  /** The highest id; 0 without any. */
  int highestId() {
    return Arrays.stream(ids, 0, count).max().orElse(0);
  }

  long total() {
    return total;
  }
}
