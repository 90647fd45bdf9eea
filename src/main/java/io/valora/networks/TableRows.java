package io.valora.networks;

import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerBatch;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Rows whose embeddings are read from tables that stand one behind the other, row by row, and whose
 * gradients are added up in an array of the same order.
 */
final class TableRows implements TowerBatch {
  private final IndexBatch batch;
  private final FloatBuffer weights;
  private final FloatBuffer gradients;
  private final int[] offsets;
  private final int[] dimensions;
  private final float[] sum;

  /**
   * @param gradients where they are added; not used by scoring
   */
  TableRows(IndexBatch batch, List<TableShape> tables, FloatBuffer weights, FloatBuffer gradients) {
    this.batch = batch;
    this.weights = weights;
    this.gradients = gradients;
    this.dimensions = tables.stream().mapToInt(TableShape::dimension).toArray();
    this.offsets = new int[dimensions.length];
    int longest = 0;
    for (int table = 0; table < offsets.length; table++) {
      offsets[table] = table == 0 ? 0 : offsets[table - 1] + numbers(tables.get(table - 1));
      longest = Math.max(longest, dimensions[table]);
    }
    this.sum = new float[longest];
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
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      for (int table = 0; table < offsets.length; table++) {
        weights.get(place(table, row), tile, at, dimensions[table]);
        at += dimensions[table];
      }
      at++;
    }
  }

  @Override
  public void learn(int from, int rows, float[] tile) {
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      for (int table = 0; table < offsets.length; table++) {
        add(place(table, row), tile, at, dimensions[table]);
        at += dimensions[table];
      }
      at++;
    }
  }

  private void add(int place, float[] tile, int at, int dimension) {
    gradients.get(place, sum, 0, dimension);
    for (int k = 0; k < dimension; k++) {
      sum[k] += tile[at + k];
    }
    gradients.put(place, sum, 0, dimension);
  }

  private int place(int table, int row) {
    return offsets[table] + batch.indices()[table][row] * dimensions[table];
  }

  private static int numbers(TableShape table) {
    return Math.multiplyExact(table.rows(), table.dimension());
  }
}
