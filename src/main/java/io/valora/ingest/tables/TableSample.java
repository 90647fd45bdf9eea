package io.valora.ingest.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * First rows of a columnar file as texts.
 *
 * @param format {@code parquet}, {@code orc} or {@code avro}
 * @param names of the columns that hold single values, nested ones with their dots
 * @param times those of the columns that hold dates and times
 * @param rows a text for each column; null for a missing value
 * @param whole whether the file has no other rows
 */
public record TableSample(
    String format, List<String> names, Set<String> times, List<List<String>> rows, boolean whole) {
  private static final int ROWS = 50_000;

  /** Reads the first rows of a file. */
  public static TableSample of(SparkSession session, String format, String file) {
    try {
      return of(format, TableFiles.rows(session, format, List.of(file)));
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(file, e);
    }
  }

  private static TableSample of(String format, Dataset<Row> table) {
    List<String> names = new ArrayList<>();
    Set<String> times = new LinkedHashSet<>();
    List<TableColumn> columns = new ArrayList<>();
    for (String name : TableColumn.namesOf(table.schema())) {
      TableColumn column = TableColumn.find(table.schema(), name).orElseThrow();
      if (column.problem().isEmpty()) {
        names.add(name);
        columns.add(column);
        if (column.isTime()) {
          times.add(name);
        }
      }
    }
    Column[] selected = columns.stream().map(TableColumn::column).toArray(Column[]::new);
    Row[] first = (Row[]) table.select(selected).head(ROWS + 1);
    List<List<String>> rows =
        Arrays.stream(first).limit(ROWS).map(row -> texts(row, columns)).toList();
    return new TableSample(format, names, times, rows, first.length <= ROWS);
  }

  private static List<String> texts(Row row, List<TableColumn> columns) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = columns.get(i).cell(row.get(i));
      texts.add(value == null ? null : text(value));
    }
    return texts;
  }

  /** A whole number without a point, as the job file's texts are compared with it. */
  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    double number =
        value instanceof Double || value instanceof Float
            ? ((Number) value).doubleValue()
            : Double.NaN;
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? Long.toString((long) number)
        : value.toString();
  }
}
