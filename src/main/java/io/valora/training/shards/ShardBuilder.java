package io.valora.training.shards;

import io.valora.tower.EntryLists;
import io.valora.training.RowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns rows (key, then {@link RowLayout#columns}), in whatever order they come, into a shard. */
public final class ShardBuilder {
  private static final int FIRST_CAPACITY = 1024;

  private final RowLayout layout;
  private final int[][] indices;
  private final List<List<int[]>> bags = new ArrayList<>();
  private final List<List<float[]>> weights = new ArrayList<>();
  private final List<float[]> numbers = new ArrayList<>();
  private long[] keys = new long[FIRST_CAPACITY];
  private float[] labels = new float[FIRST_CAPACITY];
  private int rows;

  private ShardBuilder(RowLayout layout) {
    this.layout = layout;
    this.indices = new int[layout.tables().size()][];
    for (int table = 0; table < indices.length; table++) {
      bags.add(new ArrayList<>());
      weights.add(new ArrayList<>());
      if (!isBag(table)) {
        indices[table] = new int[FIRST_CAPACITY];
      }
    }
  }

  static Shard build(int index, RowLayout layout, Iterator<InternalRow> source) {
    ShardBuilder builder = new ShardBuilder(layout);
    source.forEachRemaining(builder::add);
    return builder.trimmed(index);
  }

  private boolean isBag(int table) {
    return layout.tables().get(table).isBag();
  }

  private void add(InternalRow row) {
    if (rows == keys.length) {
      resize(rows + (rows >> 1));
    }
    int column = 0;
    keys[rows] = row.getLong(column++);
    labels[rows] = row.getFloat(column++);
    for (int table = 0; table < indices.length; table++) {
      if (isBag(table)) {
        bags.get(table).add(row.getArray(column++).toIntArray());
        weights.get(table).add(row.getArray(column++).toFloatArray());
      } else {
        indices[table][rows] = row.getInt(column++);
      }
    }
    if (layout.hasNumbers()) {
      numbers.add(row.getArray(column).toFloatArray());
    }
    rows++;
  }

  private Shard trimmed(int index) {
    RadixSort sort = new RadixSort(rows).by(row -> keys[row], Long.SIZE);
    for (int table = indices.length - 1; table >= 0; table--) {
      int[] column = indices[table];
      if (column != null) {
        sort.by(row -> column[row], Integer.SIZE);
      }
    }
    int[] order = sort.order();
    int[][] ordered = new int[indices.length][];
    EntryLists[] lists = new EntryLists[indices.length];
    for (int table = 0; table < indices.length; table++) {
      if (isBag(table)) {
        lists[table] = ordered(bags.get(table), weights.get(table), order);
      } else {
        ordered[table] = ordered(indices[table], order);
      }
    }
    long[] orderedKeys = Arrays.stream(order).mapToLong(row -> keys[row]).toArray();
    return new Shard(index, orderedKeys, ordered(labels, order), ordered, lists, numbers(order));
  }

  private void resize(int capacity) {
    keys = Arrays.copyOf(keys, capacity);
    labels = Arrays.copyOf(labels, capacity);
    for (int table = 0; table < indices.length; table++) {
      indices[table] = isBag(table) ? null : Arrays.copyOf(indices[table], capacity);
    }
  }

  private float[] numbers(int[] order) {
    int width = numbers.isEmpty() ? 0 : numbers.get(0).length;
    float[] ordered = new float[Math.multiplyExact(width, order.length)];
    for (int i = 0; i < order.length && width > 0; i++) {
      System.arraycopy(numbers.get(order[i]), 0, ordered, i * width, width);
    }
    return ordered;
  }

  private static EntryLists ordered(List<int[]> indices, List<float[]> weights, int[] order) {
    int[] starts = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], indices.get(order[i]).length);
    }
    int[] flat = new int[starts[order.length]];
    float[] flatWeights = new float[flat.length];
    for (int i = 0; i < order.length; i++) {
      int length = starts[i + 1] - starts[i];
      System.arraycopy(indices.get(order[i]), 0, flat, starts[i], length);
      System.arraycopy(weights.get(order[i]), 0, flatWeights, starts[i], length);
    }
    return new EntryLists(starts, flat, flatWeights);
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
