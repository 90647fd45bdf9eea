package io.valora.baselines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted classifier of texts; it keeps nothing on the executors. */
public interface FittedTextBaseline {
  /**
   * The same rows with a double column {@code score}, the probability that the label is 1, in [0,
   * 1], never null; a column of that name is replaced.
   *
   * @param rows with {@code terms} array of string, never null
   */
  Dataset<Row> predict(Dataset<Row> rows);
}
