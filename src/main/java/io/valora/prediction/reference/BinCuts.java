package io.valora.prediction.reference;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Bins of columns, cut by the rows themselves: one per number where there are up to {@value
 * #DECILES} different ones, else deciles by exact order statistics, with a bin of its own for a
 * number that several of them fall on; of categories the {@value #CATEGORIES} with most rows, ties
 * by the text.
 *
 * <p>One job for all columns, with the same result for any partitioning. At most {@value
 * #CATEGORIES} values a column reach the driver.
 */
final class BinCuts {
  static final int DECILES = 10;
  static final int CATEGORIES = 50;

  private static final String COLUMN = "measured";
  private static final String NUMBER = "number";
  private static final String TEXT = "text";
  private static final String ROWS = "value_rows";
  private static final String RANK = "value_rank";
  private static final String THROUGH = "through";
  private static final String ALL = "all_rows";
  private static final String ENDS = "ends";
  private static final String TENTHS = "tenths";
  private static final String NEXT_TENTHS = "next_tenths";
  private static final String DISTINCT = "distinct_values";

  private BinCuts() {}

  /** One cut per column, in their order. */
  static List<BinCut> of(Dataset<Row> rows, List<MeasuredColumn> columns) {
    Map<Integer, List<CutValue>> values =
        cutValues(rows, columns).stream().collect(Collectors.groupingBy(CutValue::column));
    long all =
        values.getOrDefault(columns.size(), List.of()).stream().mapToLong(CutValue::rows).sum();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> BinCut.of(columns.get(i), values.getOrDefault(i, List.of()), all))
        .toList();
  }

  private static List<CutValue> cutValues(Dataset<Row> rows, List<MeasuredColumn> columns) {
    Dataset<Row> ranked = ranked(rows.select(explode(array(cells(columns))).as("cell")));
    Column kept =
        when(col(TEXT).isNotNull(), col(RANK).leq(CATEGORIES))
            .otherwise(col(ENDS).or(col(RANK).equalTo(1)));
    return ranked
        .withColumn(ENDS, coalesce(ends(), lit(false)))
        .filter(kept)
        .select(COLUMN, NUMBER, TEXT, ROWS, THROUGH, ALL, ENDS)
        .collectAsList()
        .stream()
        .map(CutValue::of)
        .sorted()
        .toList();
  }

  /** Each different value of each column with its rows and those up to it. */
  private static Dataset<Row> ranked(Dataset<Row> cells) {
    WindowSpec column = Window.partitionBy(COLUMN);
    Column mostRows = when(col(TEXT).isNotNull(), lit(0L).minus(col(ROWS)));
    WindowSpec ascending = column.orderBy(mostRows, col(NUMBER), col(TEXT));
    WindowSpec through = ascending.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return cells
        .select("cell.*")
        .filter(col(NUMBER).isNotNull().or(col(TEXT).isNotNull()))
        .groupBy(COLUMN, NUMBER, TEXT)
        .agg(count(lit(1)).as(ROWS))
        .withColumn(RANK, row_number().over(ascending))
        .withColumn(THROUGH, sum(ROWS).over(through))
        .withColumn(ALL, sum(ROWS).over(column))
        .withColumn(DISTINCT, count(lit(1)).over(column))
        .withColumn(TENTHS, tenths(THROUGH).minus(tenths(THROUGH + " - " + ROWS)))
        .withColumn(NEXT_TENTHS, lead(TENTHS, 1).over(ascending));
  }

  /** The number of tenths of the rows that are complete. */
  private static Column tenths(String rows) {
    return expr("%d * (%s) div %s".formatted(DECILES, rows, ALL));
  }

  /**
   * Bins of numbers end at a rank of k tenths, rounded up, and before a number that has several.
   */
  private static Column ends() {
    return col(DISTINCT).leq(DECILES).or(col(TENTHS).gt(0)).or(col(NEXT_TENTHS).gt(1));
  }

  /** The values of a row, and one that every row has. */
  private static Column[] cells(List<MeasuredColumn> columns) {
    List<Column> cells = new ArrayList<>();
    for (MeasuredColumn column : columns) {
      boolean number = column.measure().isNumber();
      cells.add(
          struct(
              lit(cells.size()).as(COLUMN),
              (number ? column.value() : lit(null).cast(DataTypes.DoubleType)).as(NUMBER),
              (number ? lit(null).cast(DataTypes.StringType) : column.value()).as(TEXT)));
    }
    cells.add(
        struct(
            lit(cells.size()).as(COLUMN),
            lit(0.0).as(NUMBER),
            lit(null).cast(DataTypes.StringType).as(TEXT)));
    return cells.toArray(Column[]::new);
  }
}
