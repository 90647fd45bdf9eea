package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;

import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files of JSON lines, those that are still written too: of a line that was cut, what is there is
 * read.
 */
record LogFiles(SparkSession session, Storage storage) {
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
    return raw(session)
        .text(files.toArray(String[]::new))
        .select(input_file_name(), col("value"))
        .filter(col("value").notEqual(""))
        .map(
            (MapFunction<Row, Row>)
                row -> {
                  String line = row.getString(1);
                  LogLine typed =
                      predictions ? LogLine.prediction(line, unit) : LogLine.feedback(line, null);
                  return typed.toRow(origin, row.getString(0), line);
                },
            Encoders.row(LogLine.SCHEMA));
  }

  /**
   * Local files without Hadoop's checksums: whoever is killed while writing leaves those of another
   * length.
   */
  static DataFrameReader raw(SparkSession session) {
    return session
        .read()
        .option("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        .option("fs.file.impl.disable.cache", "true");
  }
}
