package io.valora.training;

/**
 * How much a training works on at once.
 *
 * @param shards at least 1
 * @param rows of the train and the validation part
 * @param largestShard rows of it
 * @param batch rows of the largest batch
 * @param round rows of the largest shard between two averagings
 */
record TrainingLoad(int shards, long rows, int largestShard, int batch, int round) {
  /** A row in a {@link Shard}: a long key, two indices and a rating. */
  static final int ROW_BYTES = 20;

  static TrainingLoad of(TrainingConfig config, ShardedRows train, ShardedRows validation) {
    int largest = Math.max(train.mostRows(), validation.mostRows());
    BatchPlan batches = new BatchPlan(0, config.batchSize(), 0);
    RoundPlan rounds = RoundPlan.of(config.averaging(), batches.batches(train.mostRows()));
    long round = (long) rounds.batchesPerRound() * config.batchSize();
    return new TrainingLoad(
        config.shards(),
        train.rows() + validation.rows(),
        largest,
        Math.min(config.batchSize(), largest),
        (int) Math.min(round, largest));
  }
}
