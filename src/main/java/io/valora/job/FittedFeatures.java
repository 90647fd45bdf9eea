package io.valora.job;

import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import io.valora.training.shards.ShardedRows.EntryWeights;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fitted features of a training, such as vocabularies or scales, with the rows to train on. */
public interface FittedFeatures {
  /** The splits as they were given. */
  TrainingSplits typed();

  RowLayout layout();

  /**
   * Typed rows in the columns of the layout. Entries whose weights depend on more than the features
   * have 1 there.
   */
  Dataset<Row> encode(Dataset<Row> rows);

  /** Weights that encoded rows have in a job's training, where they depend on its network too. */
  default Optional<EntryWeights> weights(JobConfig job) {
    return Optional.empty();
  }

  default TrainingSplits encoded() {
    return new TrainingSplits(encode(typed().train()), encode(typed().validation()));
  }

  /** The same with the weights of a job. */
  default TrainingSplits encoded(JobConfig job) {
    return encoded();
  }

  /**
   * The training of the network that predicts: without checkpoints.
   *
   * @param job one whose {@link TaskConfig#featureFit} is the one that fitted these
   */
  default RowTraining training(JobConfig job) {
    return training(job, encoded(job));
  }

  /**
   * The same.
   *
   * @param encoded with the weights of the job, unless it is trained on other rows anyway
   */
  RowTraining training(JobConfig job, TrainingSplits encoded);
}
