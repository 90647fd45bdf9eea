package io.valora.training.shards;

import io.valora.tower.EntryLists;
import java.io.Serializable;

/**
 * The rows that one task trains on, in ascending order of their indices and then their keys, so
 * that they don't depend on how the input was partitioned.
 *
 * @param index of the shard, from 0
 * @param keys content hashes of the rows
 * @param labels such as stars
 * @param indices for each table of one entry a row the row's index, else null
 * @param bags for each other table the row's entries, else null
 * @param numbers row after row; none where rows have none
 */
public record Shard(
    int index, long[] keys, float[] labels, int[][] indices, EntryLists[] bags, float[] numbers)
    implements Serializable {
  private static final int ROW_BYTES = Long.BYTES + Float.BYTES;

  /** Of ratings. */
  Shard(int index, long[] keys, int[] users, int[] items, float[] ratings) {
    this(index, keys, ratings, new int[][] {users, items}, new EntryLists[2], new float[0]);
  }

  public int rows() {
    return keys.length;
  }

  /** Numbers of each row. */
  int numbersOfRow() {
    return rows() == 0 ? 0 : numbers.length / rows();
  }

  /** The same rows with other weights of the entries of a table. */
  Shard weighted(int table, float[] byIndex) {
    EntryLists lists = bags[table];
    float[] weights = new float[lists.indices().length];
    for (int entry = 0; entry < weights.length; entry++) {
      weights[entry] = byIndex[lists.indices()[entry] - 1];
    }
    EntryLists[] weighted = bags.clone();
    weighted[table] = new EntryLists(lists.starts(), lists.indices(), weights);
    return new Shard(index, keys, labels, indices, weighted, numbers);
  }

  long bytes() {
    long bytes = (long) ROW_BYTES * rows() + (long) Float.BYTES * numbers.length;
    for (int table = 0; table < indices.length; table++) {
      bytes += bags[table] == null ? (long) Integer.BYTES * rows() : bags[table].bytes();
    }
    return bytes;
  }
}
