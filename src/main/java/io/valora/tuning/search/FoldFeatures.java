package io.valora.tuning.search;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.job.FeatureFit;
import io.valora.job.FittedFeatures;
import io.valora.job.TrainingContext;
import io.valora.training.TrainingSplits;
import io.valora.training.shards.ShardedRows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fold's encoded rows. Everything that is fitted sees the fold's own train rows alone.
 *
 * @param fitted on train; early stopping watches its validation rows
 * @param scored rows that score
 */
record FoldFeatures(FittedFeatures fitted, Dataset<Row> scored) {
  /**
   * @param fold whose test rows are those that score
   */
  static FoldFeatures of(FeatureFit fit, TrainingContext fold) {
    FittedFeatures fitted = fit.fit(fold);
    return new FoldFeatures(fitted, fitted.encode(fold.test()));
  }

  /**
   * @param cleanUp deletes whatever was fitted
   */
  PreparedFold prepared(int shards, Runnable cleanUp) {
    try (SideBySide works = new SideBySide()) {
      TrainingSplits splits = fitted.encoded();
      Part<ShardedRows> train = works.start(() -> resident(splits.train(), shards));
      Part<ShardedRows> stopped = works.start(() -> resident(splits.validation(), shards));
      Part<ShardedRows> scores = works.start(() -> resident(scored, shards));
      return new PreparedFold(fitted, splits, train.get(), stopped.get(), scores.get(), cleanUp);
    }
  }

  private ShardedRows resident(Dataset<Row> rows, int shards) {
    return ShardedRows.of(rows, fitted.layout(), shards);
  }
}
