package io.valora.training;

import io.valora.base.KeyedHash;
import java.io.Serializable;

/**
 * Negative samples of each row of data: the same row with label 0 and one index drawn uniformly
 * from its table.
 *
 * @param perRow at least 0
 * @param table whose index is drawn
 * @param rows of that table; 0, the unknown one, is never drawn
 */
public record Negatives(int perRow, int table, int rows) implements Serializable {
  public static final Negatives NONE = new Negatives(0, 0, 0);

  public Negatives {
    if (perRow > 0 && rows < 2) {
      throw new IllegalArgumentException(
          "There is nothing to draw from a table of %d rows".formatted(rows));
    }
  }

  /** Rows per row of data: itself and its negative samples. */
  public int factor() {
    return 1 + perRow;
  }

  /**
   * The index of a row's negative sample {@code number}, a function of the seed, the key and it.
   */
  public int draw(long seed, long key, int number) {
    return 1 + (int) Long.remainderUnsigned(KeyedHash.hash(seed, key, number), rows - 1L);
  }
}
