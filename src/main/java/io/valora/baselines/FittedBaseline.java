package io.valora.baselines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted baseline; closing it lets go of the tables it keeps on the executors. */
public interface FittedBaseline extends AutoCloseable {
  /**
   * The same rows with a double column {@code prediction}, in the unit of what was fitted on, never
   * null; a column of that name is replaced.
   */
  Dataset<Row> predict(Dataset<Row> encoded);

  @Override
  default void close() {}
}
