package io.valora.feedback;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.valora.feedback.LogLine.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
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
 * @param blocks parts of files: {@code file}, {@code block}, and how many lines are {@code before}
 * @param answers each id once: of several of an id, the one that the service gave first
 */
record StagedLines(Dataset<Row> lines, Dataset<Row> blocks, Dataset<Row> answers) {
  static StagedLines write(SparkSession session, Dataset<Row> read, String folder) {
    Dataset<Row> all = kept(session, read, folder + "/lines");
    Dataset<Row> lines = all.filter(col("kind").isNotNull());
    return new StagedLines(lines, blocks(all), kept(session, answers(lines), folder + "/answers"));
  }

  private static Dataset<Row> blocks(Dataset<Row> all) {
    WindowSpec earlier =
        Window.partitionBy("file")
            .orderBy("block")
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow() - 1);
    return all.filter(col("block").isNotNull())
        .groupBy("file", "block")
        .agg(max("number").as("lines"))
        .select(
            col("file"), col("block"), coalesce(sum("lines").over(earlier), lit(0L)).as("before"));
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

  /** Number of rows that people were asked to label, and whose answers were read elsewhere. */
  long askedAgain() {
    Column asked = col("origin").equalTo(LogOrigin.ASKED.name());
    return of(Kind.PREDICTION).filter(asked).count() - answers.filter(asked).count();
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
