package io.valora.tower;

import java.util.Arrays;

/**
 * Rows whose numbers are the embeddings that their indices name, each where its table's column is,
 * and the rows' own numbers behind them.
 */
final class EmbeddedBatch implements TowerBatch {
  private final IndexBatch batch;
  private final EmbeddingTable[] tables;
  private final int[] columns;
  private final int stride;
  private final int numbers;
  private final boolean sums;

  EmbeddedBatch(TowerDesign design, IndexBatch batch, EmbeddingTable[] tables) {
    this.batch = batch;
    this.tables = tables;
    this.columns = design.columns();
    this.stride = design.dense().input() + 1;
    this.numbers = design.numbers();
    this.sums = design.sums();
  }

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public float label(int row) {
    return batch.labels()[row];
  }

  /** Begins the batch in every table. */
  void open() {
    for (int table = 0; table < tables.length; table++) {
      Bags bags = batch.bags(table);
      if (bags == null) {
        tables[table].open(batch.indices()[table], batch.rows());
      } else {
        tables[table].open(bags, batch.rows());
      }
    }
  }

  @Override
  public void read(int from, int rows, float[] tile) {
    if (sums) {
      Arrays.fill(tile, 0, rows * stride, 0f);
    }
    for (int table = 0; table < tables.length; table++) {
      for (int row = 0; row < rows; row++) {
        read(table, from + row, tile, row * stride + columns[table]);
      }
    }
    for (int row = 0; row < rows && numbers > 0; row++) {
      int at = row * stride + stride - 1 - numbers;
      System.arraycopy(batch.numbers(), (from + row) * numbers, tile, at, numbers);
    }
  }

  private void read(int table, int row, float[] tile, int at) {
    Bags bags = batch.bags(table);
    if (bags != null) {
      for (int entry = bags.start(row); entry < bags.end(row); entry++) {
        tables[table].add(entry, bags.weight(entry), tile, at);
      }
    } else if (sums) {
      tables[table].add(row, 1f, tile, at);
    } else {
      tables[table].read(row, tile, at);
    }
  }

  @Override
  public void learn(int from, int rows, float[] tile) {
    for (int table = 0; table < tables.length; table++) {
      Bags bags = batch.bags(table);
      int learned = tables[table].learns() ? rows : 0;
      for (int row = 0; row < learned; row++) {
        int at = row * stride + columns[table];
        if (bags == null) {
          tables[table].learn(from + row, tile, at);
        } else {
          learn(tables[table], bags, from + row, tile, at);
        }
      }
    }
  }

  private static void learn(EmbeddingTable table, Bags bags, int row, float[] tile, int at) {
    for (int entry = bags.start(row); entry < bags.end(row); entry++) {
      table.learn(entry, bags.weight(entry), tile, at);
    }
  }
}
