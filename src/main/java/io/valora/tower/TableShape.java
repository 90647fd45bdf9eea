package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * A table of embeddings.
 *
 * @param rows at least 1
 * @param dimension numbers that are learned per row, at least 1
 * @param entries how many of its rows one row of the data names
 * @param column of the input where a row is added, from 0; {@link #NEXT} for behind the tables
 *     before it. Tables that share columns are summed
 * @param learning while it is trained; a network that was trained doesn't keep it
 */
public record TableShape(int rows, int dimension, Entries entries, int column, Learning learning)
    implements Serializable {
  public static final int NEXT = -1;

  /** Rows of a table per row of the data. */
  public enum Entries {
    ONE,
    /** Any number, each with a weight: a row of the data has their weighted sum. */
    BAG
  }

  /** Trainability of a table. */
  public enum Learning {
    LEARNED,
    /**
     * Its numbers stay, to the bit. It has no optimizer state, takes no part in averagings, and no
     * decay or penalty moves it.
     */
    FROZEN
  }

  /** A table that learns. */
  public TableShape(int rows, int dimension, Entries entries, int column) {
    this(rows, dimension, entries, column, Learning.LEARNED);
  }

  /** One entry per row of the data, behind the tables before it. */
  public TableShape(int rows, int dimension) {
    this(rows, dimension, Entries.ONE, NEXT);
  }

  /** The columns at which the tables begin. */
  public static int[] columns(List<TableShape> tables) {
    int[] columns = new int[tables.size()];
    int next = 0;
    for (int table = 0; table < columns.length; table++) {
      TableShape shape = tables.get(table);
      columns[table] = shape.column == NEXT ? next : shape.column;
      next = Math.max(next, end(columns[table], shape));
    }
    return columns;
  }

  /** Columns of the input that the tables fill. */
  public static int width(List<TableShape> tables) {
    int[] columns = columns(tables);
    int width = 0;
    for (int table = 0; table < columns.length; table++) {
      width = Math.max(width, end(columns[table], tables.get(table)));
    }
    return width;
  }

  /**
   * Saturates at the largest int: code that allocates an array of that length refuses it with a
   * reason.
   */
  private static int end(int column, TableShape shape) {
    return (int) Math.min(Integer.MAX_VALUE, (long) column + shape.dimension);
  }

  /** Whether training changes it. */
  public boolean learns() {
    return learning == Learning.LEARNED;
  }

  /** Whether a row of the data names any number of its rows. */
  public boolean isBag() {
    return entries == Entries.BAG;
  }
}
