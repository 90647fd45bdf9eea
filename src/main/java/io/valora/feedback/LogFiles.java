package io.valora.feedback;

import static org.apache.spark.sql.functions.col;

import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files of JSON lines, those that are still written too: of a line that was cut, what is there is
 * read.
 */
public record LogFiles(SparkSession session, Storage storage) {
  private static final String ENDS = ".*\\.jsonl(\\.open)?";

  /** Addresses of the log's files below a folder, sorted. */
  List<String> in(String folder) {
    return storage.isFolder(folder)
        ? storage.find(folder).stream()
            .map(StoredFile::uri)
            .filter(uri -> uri.matches(ENDS))
            .toList()
        : List.of();
  }

  /** Lines by {@link LogLine#SCHEMA}. */
  Dataset<Row> read(LogOrigin origin, List<String> files, String unit) {
    if (files.isEmpty()) {
      return session.createDataFrame(List.<Row>of(), LogLine.SCHEMA);
    }
    boolean predictions = origin == LogOrigin.PREDICTIONS || origin == LogOrigin.ASKED;
    return typed(
        files,
        origin,
        (line, modified) ->
            predictions ? LogLine.prediction(line, unit) : LogLine.feedback(line, null));
  }

  /** Typing of a line of JSON in a file that was written at a time. */
  interface Typing extends Serializable {
    LogLine typed(String line, Instant modified);
  }

  /** Lines of JSON by {@link LogLine#SCHEMA}; those that are empty say nothing. */
  Dataset<Row> typed(List<String> files, LogOrigin origin, Typing typing) {
    return raw(session)
        .text(files.toArray(String[]::new))
        .select(LinePlace.COLUMNS[0], LinePlace.COLUMNS[1], LinePlace.COLUMNS[2], col("value"))
        .mapPartitions(
            LinePlace.numbered(
                origin,
                (place, row) -> {
                  String line = row.getString(LinePlace.WIDTH);
                  return line.isEmpty()
                      ? null
                      : typing.typed(line, place.modified()).toRow(origin, place, line);
                }),
            Encoders.row(LogLine.SCHEMA));
  }

  /**
   * Local files without Hadoop's checksums: whoever is killed while writing leaves those of another
   * length.
   */
  public static DataFrameReader raw(SparkSession session) {
    return session
        .read()
        .option("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        .option("fs.file.impl.disable.cache", "true");
  }
}
