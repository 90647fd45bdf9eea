package io.valora.baselines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Orders items for each user, and is fitted without a network. */
public interface RankingBaseline {
  /** The name in job files and results, such as {@code als-implicit}. */
  String name();

  /**
   * Fits on encoded rows: {@code user_index} int, {@code item_index} int. Rows of an unknown user
   * or item (index 0) are passed over.
   *
   * @throws io.valora.base.JobException when {@code train} has no other rows
   */
  FittedRanking fit(Dataset<Row> train);
}
