package io.valora.prediction.reference;

import java.util.Comparator;
import org.apache.spark.sql.Row;

/**
 * Value of a column at which its bins may be cut.
 *
 * @param number null of a category
 * @param text null of a number
 * @param rows that have it
 * @param through rows up to it: those of smaller numbers, or of categories with more rows, and its
 *     own
 * @param all rows of the column that have a value
 * @param ends whether a bin of numbers ends here
 */
record CutValue(
    int column, Double number, String text, long rows, long through, long all, boolean ends)
    implements Comparable<CutValue> {
  private static final Comparator<CutValue> ORDER =
      Comparator.comparingInt(CutValue::column).thenComparingLong(CutValue::through);

  static CutValue of(Row row) {
    return new CutValue(
        row.getInt(0),
        row.isNullAt(1) ? null : row.getDouble(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getBoolean(6));
  }

  @Override
  public int compareTo(CutValue other) {
    return ORDER.compare(this, other);
  }
}
