package io.valora.training;

import java.io.Serializable;

/** What the driver knows of a shard. */
record ShardSummary(int index, int rows, double ratingSum) implements Serializable {
  static ShardSummary of(Shard shard) {
    double sum = 0;
    for (float rating : shard.ratings()) {
      sum += rating;
    }
    return new ShardSummary(shard.index(), shard.rows(), sum);
  }
}
