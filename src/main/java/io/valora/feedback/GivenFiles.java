package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_csv;
import static org.apache.spark.sql.functions.to_json;

import io.valora.base.JobException;
import io.valora.ingest.tables.TableColumns;
import io.valora.ingest.tables.TableFailures;
import io.valora.ingest.tables.TableFiles;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Labels or events that a user names: CSV with a header, JSON lines, columnar files, or a table.
 * Rows without a label or event say nothing and are left out; without a {@code time} the file's
 * counts.
 *
 * @param option that names them
 * @param column {@code label} or {@code event}
 */
record GivenFiles(SparkSession session, Storage storage, String option, String column) {
  private static final String PREDICTION = "prediction";
  private static final String TIME = "time";
  private static final String VALUE = "value";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Lines by {@link LogLine#SCHEMA}. */
  Dataset<Row> read(List<String> names) {
    Dataset<Row> all = session.createDataFrame(List.<Row>of(), LogLine.SCHEMA);
    for (GivenSource source : GivenSource.all(storage, option, names)) {
      if (source.table().isPresent()) {
        all = all.union(ofTable(source));
      }
      for (Map.Entry<String, List<String>> files : source.files().entrySet()) {
        all = all.union(ofFiles(source, files.getKey(), files.getValue()));
      }
    }
    return all;
  }

  private Dataset<Row> ofFiles(GivenSource source, String format, List<String> files) {
    if (format.equals(GivenSource.JSON)) {
      return new LogFiles(session, storage).typed(files, LogOrigin.FILES, LogLine::feedback);
    }
    if (format.equals(GivenSource.CSV)) {
      return files.stream() // each has a header of its own
          .map(file -> ofCsv(files.size() == 1 ? source.name() : file, file))
          .reduce(Dataset::union)
          .orElseThrow();
    }
    try {
      Dataset<Row> rows = TableFiles.rows(session, format, files);
      return numbered(rows, columns(source.name(), rows), to_json(struct("*")));
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(source.name(), e);
    }
  }

  private Dataset<Row> ofCsv(String name, String file) {
    Dataset<Row> found =
        LogFiles.raw(session)
            .option("header", "true")
            .option("multiLine", "true")
            .option("escape", "\"")
            .option("sep", String.valueOf(GivenSource.delimiter(storage, file)))
            .csv(file);
    List<String> names = Arrays.asList(found.columns());
    if (!names.isEmpty() && names.get(0).startsWith(BYTE_ORDER_MARK)) {
      found = found.withColumnRenamed(names.get(0), names.get(0).substring(1));
      names = Arrays.asList(found.columns());
    }
    if (!names.contains(PREDICTION) || !names.contains(column)) {
      throw JobException.invalid(
          option,
          name,
          "must have the columns %s and %s; it has %s"
              .formatted(PREDICTION, column, String.join(", ", names)));
    }
    return numbered(found, columns(name, found), to_csv(struct("*")));
  }

  private TableColumns columns(String name, Dataset<Row> table) {
    return TableColumns.of(name, table.schema(), schema(), Set.of(TIME, VALUE));
  }

  private TableSchema schema() {
    return new TableSchema(
        List.of(PREDICTION, column, TIME, VALUE).stream()
            .map(name -> ColumnSpec.of(name, ColumnType.STRING))
            .toList());
  }

  /**
   * @param line text of a row for the quarantine
   */
  private Dataset<Row> numbered(Dataset<Row> table, TableColumns columns, Column line) {
    List<Column> selected = new ArrayList<>(List.of(LinePlace.COLUMNS));
    selected.addAll(columns.columns());
    selected.add(line);
    GivenRow rows = new GivenRow(columns, column);
    return table
        .select(selected.toArray(Column[]::new))
        .mapPartitions(
            LinePlace.numbered(
                LogOrigin.FILES, (place, row) -> rows.typed(place, row, LinePlace.WIDTH)),
            Encoders.row(LogLine.SCHEMA));
  }

  private Dataset<Row> ofTable(GivenSource source) {
    String name = source.table().orElseThrow().name();
    try {
      Dataset<Row> table = source.table().orElseThrow().rows(session);
      TableColumns columns = columns(name, table);
      List<Column> selected = new ArrayList<>(columns.columns());
      selected.add(to_json(struct("*")));
      GivenRow rows = new GivenRow(columns, column);
      LinePlace place = LinePlace.inTable(name);
      return table
          .select(selected.toArray(Column[]::new))
          .map(
              (MapFunction<Row, Row>) row -> rows.typed(place, row, 0),
              Encoders.row(LogLine.SCHEMA))
          .filter(col("kind").isNotNull());
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(name, e);
    }
  }
}
