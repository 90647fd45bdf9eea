package io.valora.tuning.search;

import io.valora.job.FittedFeatures;
import io.valora.job.JobConfig;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import io.valora.training.shards.ShardedRows;
import io.valora.training.shards.ShardedRows.EntryWeights;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fold ready to train on: its encoded rows, resident. Trainings only read it.
 *
 * @param stopping rows that early stopping watches
 * @param scored rows that score
 * @param cleanUp deletes whatever was fitted
 */
record PreparedFold(
    FittedFeatures features,
    TrainingSplits encoded,
    ShardedRows train,
    ShardedRows stopping,
    ShardedRows scored,
    Runnable cleanUp)
    implements AutoCloseable {
  /** A job's training on these rows. */
  RowTraining training(JobConfig job) {
    return features.training(job, encoded);
  }

  /** Work with the weights that a job's rows have. */
  <T> T weighted(JobConfig job, Function<PreparedFold, T> work) {
    Optional<EntryWeights> own = features.weights(job);
    if (own.isEmpty()) {
      return work.apply(this);
    }
    EntryWeights weights = own.get();
    try (PreparedFold fold =
        new PreparedFold(
            features,
            encoded,
            train.weighted(weights),
            stopping.weighted(weights),
            scored.weighted(weights),
            () -> {})) {
      return work.apply(fold);
    }
  }

  @Override
  public void close() {
    train.close();
    stopping.close();
    scored.close();
    cleanUp.run();
  }
}
