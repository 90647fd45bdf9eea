package io.valora.networks;

import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerBatch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows whose embeddings are read from tables that stand one behind the other, row by row, and whose
 * gradients are added up in an array of the same order. What a row names like the row before it,
 * such as a user with all that it rated, is read once.
 */
final class TableRows implements TowerBatch {
  private final IndexBatch batch;
  private final FloatBuffer weights;
  private final FloatBuffer gradients;
  private final int[] offsets;
  private final int[] dimensions;
  private final int[] columns;
  private final int input;
  private final int numbers;
  private final float[] embedding;
  private final List<SharedColumns> shared;

  /**
   * @param input columns of the tower's input
   * @param gradients where they are added; not used by scoring
   */
  TableRows(
      IndexBatch batch,
      List<TableShape> tables,
      int input,
      FloatBuffer weights,
      FloatBuffer gradients) {
    this.batch = batch;
    this.weights = weights;
    this.gradients = gradients;
    this.dimensions = tables.stream().mapToInt(TableShape::dimension).toArray();
    this.columns = TableShape.columns(tables);
    this.input = input;
    this.numbers = batch.capacity() == 0 ? 0 : batch.numbers().length / batch.capacity();
    this.offsets = new int[dimensions.length];
    for (int table = 1; table < offsets.length; table++) {
      offsets[table] = offsets[table - 1] + numbers(tables.get(table - 1));
    }
    this.embedding = new float[Arrays.stream(dimensions).max().orElse(0)];
    this.shared = SharedColumns.of(tables);
  }

  /** Numbers of all tables. */
  static int numbers(List<TableShape> tables) {
    return tables.stream().mapToInt(TableRows::numbers).reduce(0, Math::addExact);
  }

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public float label(int row) {
    return batch.labels()[row];
  }

  @Override
  public void read(int from, int rows, float[] tile) {
    Arrays.fill(tile, 0, rows * (input + 1), 0f);
    for (int row = 0; row < rows; row++) {
      int at = row * (input + 1);
      for (SharedColumns some : shared) {
        read(some, from + row, row > 0, tile, at);
      }
      System.arraycopy(
          batch.numbers(), (from + row) * numbers, tile, at + input - numbers, numbers);
    }
  }

  private void read(SharedColumns some, int row, boolean hasRowBefore, float[] tile, int at) {
    if (hasRowBefore && some.repeats(batch, row)) {
      int to = at + some.from();
      System.arraycopy(tile, to - input - 1, tile, to, some.to() - some.from());
      return;
    }
    for (int table : some.tables()) {
      read(table, row, tile, at + columns[table]);
    }
  }

  private void read(int table, int row, float[] tile, int at) {
    Bags bags = batch.bags(table);
    if (bags == null) {
      add(table, batch.indices()[table][row], 1f, tile, at);
      return;
    }
    for (int entry = bags.start(row); entry < bags.end(row); entry++) {
      add(table, bags.index(entry), bags.weight(entry), tile, at);
    }
  }

  private void add(int table, int index, float weight, float[] tile, int at) {
    weights.get(place(table, index), embedding, 0, dimensions[table]);
    for (int k = 0; k < dimensions[table]; k++) {
      tile[at + k] += weight * embedding[k];
    }
  }

  @Override
  public void learn(int from, int rows, float[] tile) {
    for (int row = 0; row < rows; row++) {
      int at = row * (input + 1);
      for (int table = 0; table < offsets.length; table++) {
        learn(table, from + row, tile, at + columns[table]);
      }
    }
  }

  private void learn(int table, int row, float[] tile, int at) {
    Bags bags = batch.bags(table);
    if (bags == null) {
      learn(table, batch.indices()[table][row], 1f, tile, at);
      return;
    }
    for (int entry = bags.start(row); entry < bags.end(row); entry++) {
      learn(table, bags.index(entry), bags.weight(entry), tile, at);
    }
  }

  private void learn(int table, int index, float weight, float[] tile, int at) {
    int place = place(table, index);
    int dimension = dimensions[table];
    gradients.get(place, embedding, 0, dimension);
    for (int k = 0; k < dimension; k++) {
      embedding[k] += weight * tile[at + k];
    }
    gradients.put(place, embedding, 0, dimension);
  }

  private int place(int table, int index) {
    return offsets[table] + index * dimensions[table];
  }

  private static int numbers(TableShape table) {
    return Math.multiplyExact(table.rows(), table.dimension());
  }

  /**
   * Tables that fill some columns of a tower's input, and no others do.
   *
   * @param tables ascending
   * @param from first column
   * @param to behind the last column
   */
  private record SharedColumns(List<Integer> tables, int from, int to) {
    /** All tables, those together that have a column in common. */
    static List<SharedColumns> of(List<TableShape> tables) {
      int[] columns = TableShape.columns(tables);
      List<SharedColumns> all = new ArrayList<>();
      for (int table = 0; table < columns.length; table++) {
        int end = columns[table] + tables.get(table).dimension();
        SharedColumns joined = new SharedColumns(List.of(table), columns[table], end);
        for (SharedColumns other : List.copyOf(all)) {
          if (other.from < joined.to && joined.from < other.to) {
            all.remove(other);
            joined = other.with(joined);
          }
        }
        all.add(joined);
      }
      return all;
    }

    private SharedColumns with(SharedColumns other) {
      List<Integer> both = new ArrayList<>(tables);
      both.addAll(other.tables);
      return new SharedColumns(
          both.stream().sorted().toList(), Math.min(from, other.from), Math.max(to, other.to));
    }

    /** Whether a row, not the first, names what the row before it names. */
    boolean repeats(IndexBatch batch, int row) {
      for (int table : tables) {
        if (!batch.repeats(table, row)) {
          return false;
        }
      }
      return true;
    }
  }
}
