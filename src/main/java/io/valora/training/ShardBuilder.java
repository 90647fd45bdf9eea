package io.valora.training;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns rows (key, user, item, rating), in whatever order they come, into a shard. */
final class ShardBuilder {
  private static final int FIRST_CAPACITY = 1024;

  private long[] keys = new long[FIRST_CAPACITY];
  private int[] users = new int[FIRST_CAPACITY];
  private int[] items = new int[FIRST_CAPACITY];
  private float[] ratings = new float[FIRST_CAPACITY];
  private int rows;

  static Shard build(int index, Iterator<InternalRow> source) {
    ShardBuilder builder = new ShardBuilder();
    source.forEachRemaining(builder::add);
    return builder.trimmed(index);
  }

  private void add(InternalRow row) {
    if (rows == keys.length) {
      resize(rows + (rows >> 1));
    }
    keys[rows] = row.getLong(0);
    users[rows] = row.getInt(1);
    items[rows] = row.getInt(2);
    ratings[rows] = row.getFloat(3);
    rows++;
  }

  private Shard trimmed(int index) {
    int[] order =
        new RadixSort(rows)
            .by(row -> keys[row], Long.SIZE)
            .by(row -> items[row], Integer.SIZE)
            .by(row -> users[row], Integer.SIZE)
            .order();
    return new Shard(
        index,
        ordered(keys, order),
        ordered(users, order),
        ordered(items, order),
        ordered(ratings, order));
  }

  private void resize(int capacity) {
    keys = Arrays.copyOf(keys, capacity);
    users = Arrays.copyOf(users, capacity);
    items = Arrays.copyOf(items, capacity);
    ratings = Arrays.copyOf(ratings, capacity);
  }

  private static long[] ordered(long[] values, int[] order) {
    return Arrays.stream(order).mapToLong(row -> values[row]).toArray();
  }

  private static int[] ordered(int[] values, int[] order) {
    return Arrays.stream(order).map(row -> values[row]).toArray();
  }

  private static float[] ordered(float[] values, int[] order) {
    float[] ordered = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }
}
