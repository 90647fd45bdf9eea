package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.base.JobException;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files of labels or events that a user names: CSV with a header, JSON lines, or Parquet, told by
 * the end of their names. Rows without a label or event say nothing and are left out; without a
 * {@code time} the file's counts.
 *
 * @param option that names the files
 * @param column {@code label} or {@code event}
 */
record GivenFiles(SparkSession session, Storage storage, String option, String column) {
  private static final String PREDICTION = "prediction";
  private static final String TIME = "time";
  private static final String VALUE = "value";
  private static final Column FILE = col("_metadata.file_path");
  private static final Column MODIFIED = col("_metadata.file_modification_time");

  /** Lines by {@link LogLine#SCHEMA}. */
  Dataset<Row> read(List<String> sources) {
    Dataset<Row> all = session.createDataFrame(List.<Row>of(), LogLine.SCHEMA);
    for (String source : sources) {
      List<StoredFile> found = storage.find(source);
      if (found.isEmpty()) {
        throw JobException.invalid(option, source, "must name at least one file that exists");
      }
      List<String> files = new ArrayList<>(found.stream().map(StoredFile::uri).toList());
      String end = files.get(0).replaceAll(".*\\.", "");
      if (!files.stream().allMatch(file -> file.endsWith("." + end))) {
        throw JobException.invalid(option, source, "must name files of one kind");
      }
      if (end.startsWith("json")) {
        all = all.union(lines(files.toArray(String[]::new)));
      } else {
        for (String file : files) { // each has a header of its own
          all = all.union(typed(files.size() == 1 ? source : file, table(source, end, file)));
        }
      }
    }
    return all;
  }

  private Dataset<Row> lines(String... files) {
    return LogFiles.raw(session)
        .text(files)
        .select(FILE, MODIFIED, col("value"))
        .filter(col("value").notEqual(""))
        .map(
            (MapFunction<Row, Row>)
                row -> {
                  String line = row.getString(2);
                  return LogLine.feedback(line, row.getTimestamp(1).toInstant())
                      .toRow(LogOrigin.FILES, row.getString(0), line);
                },
            Encoders.row(LogLine.SCHEMA));
  }

  private Dataset<Row> table(String source, String end, String file) {
    return switch (end) {
      case "csv" ->
          LogFiles.raw(session)
              .option("header", "true")
              .option("multiLine", "true")
              .option("escape", "\"")
              .csv(file);
      case "parquet" -> session.read().parquet(file);
      default ->
          throw JobException.invalid(option, source, "must end in .csv, .jsonl, .json or .parquet");
    };
  }

  private Dataset<Row> typed(String source, Dataset<Row> table) {
    List<String> names = Arrays.asList(table.columns());
    if (!names.contains(PREDICTION) || !names.contains(column)) {
      throw JobException.invalid(
          option,
          source,
          "must have the columns %s and %s; it has %s"
              .formatted(PREDICTION, column, String.join(", ", names)));
    }
    String kind = column;
    return table
        .select(
            FILE,
            MODIFIED,
            text(names, PREDICTION),
            text(names, column),
            text(names, TIME),
            text(names, VALUE))
        .filter(col(column).isNotNull().and(col(column).notEqual("")))
        .map((MapFunction<Row, Row>) row -> typed(row, kind), Encoders.row(LogLine.SCHEMA));
  }

  private static Column text(List<String> names, String name) {
    Column column = names.contains(name) ? col("`" + name + "`") : lit(null);
    return column.cast("string").as(name);
  }

  private static Row typed(Row row, String column) {
    String prediction = row.getString(2);
    String said = row.getString(3);
    String time = row.getString(4);
    String line = "%s,%s,%s,%s".formatted(prediction, said, time, row.getString(5));
    LogLine typed;
    try {
      Instant when =
          time == null || time.isEmpty() ? row.getTimestamp(1).toInstant() : Instant.parse(time);
      typed =
          prediction == null
              ? LogLine.broken("no prediction")
              : LogLine.feedback(
                  LogLine.micros(when),
                  prediction,
                  column.equals("label") ? said : null,
                  column.equals("event") ? said : null,
                  row.isNullAt(5) ? null : Double.valueOf(row.getString(5)));
    } catch (ArithmeticException e) {
      typed = LogLine.broken(LogLine.BEYOND);
    } catch (DateTimeParseException e) {
      typed = LogLine.broken("time is no instant such as 2026-01-01T00:00:00Z");
    } catch (NumberFormatException e) {
      typed = LogLine.broken("value is no number");
    }
    return typed.toRow(LogOrigin.FILES, row.getString(0), line);
  }
}
