package io.valora.prediction;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows in partitions and in an order that are functions of the rows alone. Products of matrices may
 * sum a row differently in the last bits depending on where in a block it stands; this way a row
 * stands in the same place on every cluster.
 */
public final class RowOrder {
  private static final long ROWS_PER_PARTITION = 20_000;

  private RowOrder() {}

  /**
   * @param rows with their keys
   * @param count how many there are
   */
  public static Dataset<Row> byKey(Dataset<Row> rows, long count) {
    int partitions = Math.toIntExact(1 + count / ROWS_PER_PARTITION);
    return rows.repartition(partitions, col(ROW_KEY)).sortWithinPartitions(ROW_KEY);
  }
}
