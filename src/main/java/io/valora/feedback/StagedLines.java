package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.valora.feedback.LogLine.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Lines of all logs, read once and kept: a log may grow while it is read.
 *
 * @param lines by {@link LogLine#SCHEMA}
 * @param answers each id once: of several of an id, the one that the service gave first
 */
record StagedLines(Dataset<Row> lines, Dataset<Row> answers) {
  static StagedLines write(SparkSession session, Dataset<Row> read, String folder) {
    Dataset<Row> lines = kept(session, read, folder + "/lines");
    return new StagedLines(lines, kept(session, answers(lines), folder + "/answers"));
  }

  /** The rows, written and read again. */
  static Dataset<Row> kept(SparkSession session, Dataset<Row> rows, String folder) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder);
    return session.read().schema(rows.schema()).parquet(folder);
  }

  /** Number of lines by kind. */
  Map<Kind, Long> counts() {
    Map<Kind, Long> counts = new HashMap<>();
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0L);
    }
    lines
        .groupBy("kind")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(Kind.valueOf(row.getString(0)), row.getLong(1)));
    return counts;
  }

  /** The newest time that the service wrote: a log's own clock. */
  OptionalLong asOf() {
    Row newest =
        lines
            .filter(col("origin").isin(LogOrigin.PREDICTIONS.name(), LogOrigin.FEEDBACK.name()))
            .agg(max("micros"))
            .first();
    return newest.isNullAt(0) ? OptionalLong.empty() : OptionalLong.of(newest.getLong(0));
  }

  Dataset<Row> of(Kind kind) {
    return lines.filter(col("kind").equalTo(kind.name()));
  }

  /** Answers among lines, each id once. */
  static Dataset<Row> answers(Dataset<Row> lines) {
    WindowSpec id = Window.partitionBy("prediction");
    WindowSpec first =
        id.orderBy(
            when(col("origin").equalTo(LogOrigin.PREDICTIONS.name()), lit(0)).otherwise(lit(1)),
            col("micros"),
            col("run"),
            col("inputs"),
            col("value"));
    return lines
        .filter(col("kind").isin(Kind.PREDICTION.name(), Kind.LIST.name()))
        .withColumn("picked", max("picked").over(id))
        .withColumn("place", row_number().over(first))
        .filter(col("place").equalTo(1))
        .drop("place");
  }
}
