package io.valora.training.shards;

import java.io.Serializable;

/** Summary of a shard on the driver. */
record ShardSummary(int index, int rows, double labelSum, long bytes) implements Serializable {
  static ShardSummary of(Shard shard) {
    double sum = 0;
    for (float label : shard.labels()) {
      sum += label;
    }
    return new ShardSummary(shard.index(), shard.rows(), sum, shard.bytes());
  }
}
