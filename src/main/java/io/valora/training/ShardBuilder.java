package io.valora.training;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Turns rows (key, user, item, rating), in the order they come, into primitive arrays. */
final class ShardBuilder {
  private static final int FIRST_CAPACITY = 1024;

  private long[] keys = new long[FIRST_CAPACITY];
  private int[] users = new int[FIRST_CAPACITY];
  private int[] items = new int[FIRST_CAPACITY];
  private float[] ratings = new float[FIRST_CAPACITY];
  private int rows;

  static Shard build(int index, Iterator<Row> source) {
    ShardBuilder builder = new ShardBuilder();
    source.forEachRemaining(builder::add);
    return builder.trimmed(index);
  }

  private void add(Row row) {
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
    resize(rows);
    return new Shard(index, keys, users, items, ratings);
  }

  private void resize(int capacity) {
    keys = Arrays.copyOf(keys, capacity);
    users = Arrays.copyOf(users, capacity);
    items = Arrays.copyOf(items, capacity);
    ratings = Arrays.copyOf(ratings, capacity);
  }
}
