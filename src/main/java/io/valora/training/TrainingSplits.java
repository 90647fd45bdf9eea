package io.valora.training;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Encoded rows: {@code row_key} long, {@code user_index} int, {@code item_index} int, {@code
 * rating} float; other columns are ignored. Index 0 is an unknown id.
 *
 * @param train what is learned from
 * @param validation what early stopping watches; may be empty when it is off
 */
public record TrainingSplits(Dataset<Row> train, Dataset<Row> validation) {
  /** All rows to learn from, and none to watch. */
  public TrainingSplits joined() {
    return new TrainingSplits(train.unionByName(validation), validation.limit(0));
  }
}
