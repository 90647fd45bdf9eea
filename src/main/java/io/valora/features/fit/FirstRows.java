package io.valora.features.fit;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** First rows of a dataset by their key. */
public final class FirstRows {
  private FirstRows() {}

  /**
   * Values of some columns, typed as ingest types cells; the same rows for any partitioning.
   *
   * @param rows have {@code row_key}
   */
  public static List<Object[]> of(Dataset<Row> rows, List<String> columns, int count) {
    Column[] selected = columns.stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.orderBy(ROW_KEY).limit(count).select(selected).collectAsList().stream()
        .map(FirstRows::values)
        .toList();
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      values[i] = value instanceof Timestamp time ? time.toInstant() : value;
    }
    return values;
  }
}
