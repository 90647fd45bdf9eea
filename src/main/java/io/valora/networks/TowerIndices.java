package io.valora.networks;

import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What comes into a {@link TowerLayer}: for each row of a batch an index into each table. */
record TowerIndices(List<TableShape> tables) {
  /** The whole numbers up to which a FLOAT has all. */
  private static final int EXACT = 1 << 24;

  /**
   * Reads a batch without labels.
   *
   * @param input [batch, tables]
   */
  IndexBatch read(INDArray input) {
    if (input.rank() != 2 || input.size(1) != tables.size()) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: its shape is %s (must be [batch, %d])"
              .formatted(Arrays.toString(input.shape()), tables.size()));
    }
    int rows = (int) input.size(0);
    IndexBatch batch = new IndexBatch(tables.size(), rows);
    for (int table = 0; table < tables.size(); table++) {
      int[] column = input.getColumn(table).toIntVector();
      require(column, table, input);
      System.arraycopy(column, 0, batch.indices()[table], 0, rows);
    }
    batch.holds(rows);
    return batch;
  }

  /**
   * Reads a batch.
   *
   * @param labels [batch, 1]
   */
  IndexBatch read(INDArray input, INDArray labels) {
    IndexBatch batch = read(input);
    if (labels.length() != batch.rows()) {
      throw new IllegalArgumentException(
          "Cannot read the tower's labels: there are %d for %d rows"
              .formatted(labels.length(), batch.rows()));
    }
    System.arraycopy(labels.toFloatVector(), 0, batch.labels(), 0, batch.rows());
    return batch;
  }

  private void require(int[] column, int table, INDArray input) {
    int rows = tables.get(table).rows();
    if (rows > EXACT && input.dataType().isFPType()) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: %s can't tell the %d rows of table %d apart"
              .formatted(input.dataType(), rows, table));
    }
    for (int index : column) {
      if (index < 0 || index >= rows) {
        throw new IllegalArgumentException(
            "Cannot read the tower's input: %d is no row of table %d (must be in [0, %d))"
                .formatted(index, table, rows));
      }
    }
  }
}
