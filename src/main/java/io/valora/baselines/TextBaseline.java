package io.valora.baselines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A classifier of texts that is fitted without a network. */
public interface TextBaseline {
  /** The name in job files and results, such as {@code naive-bayes}. */
  String name();

  /**
   * Fits on rows of {@code terms} array of string, never null, any n-grams already made, and {@code
   * label} double, 0 or 1.
   *
   * @throws io.valora.base.JobException when {@code train} has no rows, or one with another label
   */
  FittedTextBaseline fit(Dataset<Row> train);
}
