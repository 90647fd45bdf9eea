package io.valora.training.memory;

import io.valora.training.RoundPlan;
import io.valora.training.TrainingConfig;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardedRows;

/**
 * Workload of a training: rows, shards and batch sizes.
 *
 * @param shards at least 1
 * @param rows of the train and the validation split
 * @param largestShard rows of it
 * @param batch rows of the largest batch
 * @param round rows of the largest shard between two averagings
 * @param rowBytes of a row in a {@link Shard}, on average
 */
public record TrainingLoad(
    int shards, long rows, int largestShard, int batch, int round, int rowBytes) {

  public static TrainingLoad of(TrainingConfig config, ShardedRows train, ShardedRows validation) {
    int largest = Math.max(train.mostRows(), validation.mostRows());
    BatchPlan batches = new BatchPlan(0, config.batchSize(), 0);
    RoundPlan rounds = RoundPlan.of(config.averagingInEffect(), batches.batches(train.mostRows()));
    long round = (long) rounds.batchesPerRound() * config.batchSize();
    return new TrainingLoad(
        config.shards(),
        train.rows() + validation.rows(),
        largest,
        Math.min(config.batchSize(), largest),
        (int) Math.min(round, largest),
        rowBytes(train, validation));
  }

  private static int rowBytes(ShardedRows train, ShardedRows validation) {
    long rows = Math.max(1, train.rows() + validation.rows());
    return (int) ((train.bytes() + validation.bytes() + rows - 1) / rows);
  }
}
