package io.valora.tower;

import io.valora.tower.EmbeddingTable.RowsInPlace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the two vectors that are multiplied in a product of factors: for a row of the data the sum
 * of what it names in some of the tables, read where it stands when that is a single table row.
 */
final class FactorSide {
  private final RowsInPlace[] all;
  private final int[] tables;
  private final int width;
  private final int[] dimensions;
  private final RowArithmetic arithmetic;
  private final boolean single;
  private final float[] values;
  private IndexBatch batch;
  private int[] ids;
  private int at;

  /**
   * @param tables those of the side, by their numbers among {@code all}
   * @param width of a bias and the factors
   */
  FactorSide(RowsInPlace[] all, int[] tables, int width, List<TableShape> shapes) {
    this.all = all;
    this.tables = tables;
    this.width = width;
    this.dimensions = shapes.stream().mapToInt(TableShape::dimension).toArray();
    this.arithmetic = RowArithmetic.fastest();
    this.single = tables.length == 1 && !shapes.get(tables[0]).isBag();
    this.values = single ? all[tables[0]].values() : new float[width];
  }

  /** Whether each table is of biases and factors, or of biases alone, of one half of the input. */
  static boolean fits(List<TableShape> tables, TowerShape shape) {
    int width = shape.input() / 2;
    return shape.head() == TowerShape.Head.FACTORS
        && tables.stream().allMatch(table -> table.dimension() == width || table.dimension() == 1)
        && Arrays.stream(TableShape.columns(tables)).allMatch(column -> column % width == 0);
  }

  /** The numbers of the tables that begin at a column. */
  static int[] at(List<TableShape> tables, int column) {
    int[] columns = TableShape.columns(tables);
    return IntStream.range(0, columns.length).filter(i -> columns[i] == column).toArray();
  }

  /** Begins a batch. */
  void open(IndexBatch some) {
    batch = some;
    ids = single ? some.indices()[tables[0]] : null;
  }

  /** Holds the vector of a row of the data until the next call. */
  void read(int row) {
    if (single) {
      at = all[tables[0]].placeOf(ids[row]);
      return;
    }
    Arrays.fill(values, 0f);
    for (int table : tables) {
      addUp(all[table], table, row);
    }
  }

  private void addUp(RowsInPlace table, int number, int row) {
    float[] from = table.values();
    int dimension = dimensions[number];
    Bags bags = batch.bags(number);
    if (bags == null) {
      arithmetic.add(1f, from, table.placeOf(batch.indices()[number][row]), values, 0, dimension);
      return;
    }
    for (int entry = bags.start(row); entry < bags.end(row); entry++) {
      int place = table.placeOf(bags.index(entry));
      arithmetic.add(bags.weight(entry), from, place, values, 0, dimension);
    }
  }

  /** The array of the vector that was read. */
  float[] values() {
    return values;
  }

  /** Where in {@link #values()} the vector's bias stands, before its factors. */
  int at() {
    return at;
  }

  /** Whether a row of the data, not the first, names what the row before it names. */
  boolean repeats(int row) {
    if (single) {
      return ids[row] == ids[row - 1];
    }
    for (int table : tables) {
      if (!batch.repeats(table, row)) {
        return false;
      }
    }
    return true;
  }
}
