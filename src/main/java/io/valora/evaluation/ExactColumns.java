package io.valora.evaluation;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Sums and means of columns that are the same in whatever order and partitions the rows come: of
 * doubles, Spark's own differ in the last bits. Values are rounded to 15 places first and may be up
 * to 10^13.
 */
public final class ExactColumns {
  private static final int DIGITS = 28;
  private static final int PLACES = 15;

  private ExactColumns() {}

  /** Of a column of numbers; a double, null without rows. */
  public static Column exactSum(Column column) {
    return sum(decimal(column)).cast(DataTypes.DoubleType);
  }

  /** Of a column of numbers; a double, null without rows. */
  public static Column exactMean(Column column) {
    return avg(decimal(column)).cast(DataTypes.DoubleType);
  }

  private static Column decimal(Column column) {
    return column.cast(DataTypes.createDecimalType(DIGITS, PLACES));
  }
}
