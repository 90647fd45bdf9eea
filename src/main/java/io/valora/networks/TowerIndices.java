package io.valora.networks;

import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerShape;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Input format of a {@link TowerLayer}. Where every table has one entry a row and a row has no
 * numbers of its own: [batch, tables], an index into each table. Else [batch, numbers + 3 · n], the
 * numbers of the row and then up to n triples (table, index, weight), those of one table together,
 * tables in their order; a table of -1 is no entry.
 *
 * @param numbers that a row has of its own
 */
record TowerIndices(List<TableShape> tables, int numbers) {
  /** The whole numbers up to which a FLOAT has all. */
  private static final int EXACT = 1 << 24;

  private static final int TRIPLE = 3;
  private static final int NO_TABLE = -1;

  static TowerIndices of(TowerLayer layer) {
    TowerShape shape = layer.shape();
    boolean factors = shape.head() == TowerShape.Head.FACTORS;
    return new TowerIndices(
        layer.tables(), factors ? 0 : shape.input() - TableShape.width(layer.tables()));
  }

  private boolean plain() {
    return numbers == 0
        && tables.stream().allMatch(table -> table.entries() == TableShape.Entries.ONE);
  }

  /**
   * Reads a batch without labels.
   *
   * @param input as described above
   */
  IndexBatch read(INDArray input) {
    return plain() ? readPlain(input) : readRows(input);
  }

  private IndexBatch readPlain(INDArray input) {
    if (input.rank() != 2 || input.size(1) != tables.size()) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: its shape is %s (must be [batch, %d])"
              .formatted(Arrays.toString(input.shape()), tables.size()));
    }
    int rows = (int) input.size(0);
    IndexBatch batch = new IndexBatch(tables.size(), rows);
    for (int table = 0; table < tables.size(); table++) {
      int[] column = input.getColumn(table).toIntVector();
      for (int index : column) {
        require(index, table, input);
      }
      System.arraycopy(column, 0, batch.indices()[table], 0, rows);
    }
    batch.holds(rows);
    return batch;
  }

  private IndexBatch readRows(INDArray input) {
    if (input.rank() != 2 || input.size(1) < numbers || (input.size(1) - numbers) % TRIPLE != 0) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: its shape is %s (must be [batch, %d + 3 · entries])"
              .formatted(Arrays.toString(input.shape()), numbers));
    }
    float[][] rows = input.toFloatMatrix();
    IndexBatch batch = new IndexBatch(tables, numbers, rows.length);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, batch.numbers(), row * numbers, numbers);
      int at = numbers;
      for (int table = 0; table < tables.size(); table++) {
        at = readTable(input, rows[row], at, batch, table, row);
      }
      requireEnd(rows[row], at, row);
    }
    batch.holds(rows.length);
    return batch;
  }

  private int readTable(
      INDArray input, float[] row, int from, IndexBatch batch, int table, int place) {
    Bags bags = batch.bags(table);
    int at = from;
    for (; at < row.length && row[at] == table; at += TRIPLE) {
      int index = (int) row[at + 1];
      require(index, table, input);
      if (bags == null) {
        batch.indices()[table][place] = index;
      } else {
        bags.add(new int[] {index}, new float[] {row[at + 2]}, 0, 1);
      }
    }
    if (bags != null) {
      bags.endRow();
    } else if (at - from != TRIPLE) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: row %d has %d entries of table %d (must be 1)"
              .formatted(place, (at - from) / TRIPLE, table));
    }
    return at;
  }

  private static void requireEnd(float[] row, int from, int place) {
    for (int at = from; at < row.length; at += TRIPLE) {
      if (row[at] != NO_TABLE) {
        throw new IllegalArgumentException(
            "Cannot read the tower's input: row %d has an entry of table %s too late"
                    .formatted(place, row[at])
                + " (must be in the order of the tables, and -1 behind the last)");
      }
    }
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

  private void require(int index, int table, INDArray input) {
    int rows = tables.get(table).rows();
    if (rows > EXACT && input.dataType().isFPType()) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: %s can't tell the %d rows of table %d apart"
              .formatted(input.dataType(), rows, table));
    }
    if (index < 0 || index >= rows) {
      throw new IllegalArgumentException(
          "Cannot read the tower's input: %d is no row of table %d (must be in [0, %d))"
              .formatted(index, table, rows));
    }
  }
}
