package io.valora.training;

import java.io.Serializable;

/**
 * The rows that one task trains on, in ascending order of (user, item, key), so that they don't
 * depend on how the input was partitioned. All arrays have one length.
 *
 * @param index of the shard, from 0
 * @param keys content hashes of the rows
 * @param users indices into the user table, 0 for unknown
 * @param items indices into the item table, 0 for unknown
 * @param ratings in stars
 */
record Shard(int index, long[] keys, int[] users, int[] items, float[] ratings)
    implements Serializable {
  int rows() {
    return keys.length;
  }
}
