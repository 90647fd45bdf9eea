package io.valora.features.fit.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * The most frequent values of columns of train, as text.
 *
 * @param counts of each column, most rows first, ties by the text
 */
record CategoryCounts(Map<String, List<Entry>> counts) {
  /** One value and the rows that have it. */
  record Entry(String value, long rows) {}

  /**
   * Counts all columns in one job. The driver gets columns × most values and not more.
   *
   * @param columns arrays of the values of a row, by name; none makes no job
   */
  static CategoryCounts of(Dataset<Row> train, Map<String, Column> columns, int most) {
    Map<String, List<Entry>> counts = new HashMap<>();
    if (columns.isEmpty()) {
      return new CategoryCounts(counts);
    }
    Column[] cells =
        columns.entrySet().stream()
            .map(
                one ->
                    transform(
                        one.getValue().cast(DataTypes.createArrayType(DataTypes.StringType)),
                        value -> struct(lit(one.getKey()).as("column"), value.as("value"))))
            .toArray(Column[]::new);
    Column rank =
        row_number()
            .over(Window.partitionBy("column").orderBy(col("rows").desc(), col("value").asc()));
    train
        .select(explode(concat(cells)).as("cell"))
        .select("cell.column", "cell.value")
        .filter(col("value").isNotNull())
        .groupBy("column", "value")
        .agg(count(lit(1)).as("rows"))
        .withColumn("rank", rank)
        .filter(col("rank").leq(most))
        .orderBy("column", "rank")
        .collectAsList()
        .forEach(
            row ->
                counts
                    .computeIfAbsent(row.getString(0), name -> new ArrayList<>())
                    .add(new Entry(row.getString(1), row.getLong(2))));
    return new CategoryCounts(counts);
  }

  List<Entry> of(String column) {
    return counts.getOrDefault(column, List.of());
  }
}
