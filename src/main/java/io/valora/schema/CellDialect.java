package io.valora.schema;

import java.io.Serializable;
import java.util.List;

/**
 * Notation of a column's cells: texts that aren't values, and the punctuation of numbers. A text
 * stands for the cells that the normalizers make equal to it and, in columns of numbers, for those
 * of the same number.
 *
 * @param missing texts of cells that count as missing
 * @param dropped texts of cells whose rows are left out on purpose; an empty one stands for missing
 *     cells
 */
public record CellDialect(List<String> missing, List<String> dropped, NumberStyle numbers)
    implements Serializable {
  /** Every text is a value, and numbers have a point before the decimals. */
  public static final CellDialect PLAIN = new CellDialect(List.of(), List.of(), NumberStyle.PLAIN);

  public CellDialect {
    missing = List.copyOf(missing);
    dropped = List.copyOf(dropped);
  }

  public CellDialect withMissing(List<String> other) {
    return new CellDialect(other, dropped, numbers);
  }

  public CellDialect withDropped(List<String> other) {
    return new CellDialect(missing, other, numbers);
  }

  public CellDialect withNumbers(NumberStyle other) {
    return new CellDialect(missing, dropped, other);
  }
}
