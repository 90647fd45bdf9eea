package io.valora.baselines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A predictor of stars, or of the target of a table, that is fitted without a network. */
public interface Baseline {
  /** The name in job files and results, such as {@code item-mean}. */
  String name();

  /**
   * Fits on encoded rows. Of ratings: {@code user_index} int, {@code item_index} int, {@code
   * rating} float; rows of an unknown user or item (index 0) tell nothing about that user or item.
   * Of a table: {@code numbers} array of float, {@code label} float.
   *
   * @throws io.valora.base.JobException when {@code train} has no rows
   */
  FittedBaseline fit(Dataset<Row> train);
}
