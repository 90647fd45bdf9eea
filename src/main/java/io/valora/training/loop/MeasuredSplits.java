package io.valora.training.loop;

import io.valora.networks.TrainedNetwork;
import io.valora.training.EpochMetrics;
import io.valora.training.shards.ShardedRows;

/** The resident splits, with the evaluation of a network on them. */
record MeasuredSplits(ShardedRows train, ShardedRows validation, EpochEvaluator measurement) {
  EpochMetrics trainMetrics(TrainedNetwork network) {
    return measurement.of(train, network);
  }

  /** How much the first network's losses on validation exceed the second's. */
  LossGain validationGain(TrainedNetwork first, TrainedNetwork second) {
    return measurement.gain(validation, first, second);
  }

  /** NaN when the split is empty. */
  EpochMetrics validationMetrics(TrainedNetwork network) {
    return measurement.of(validation, network);
  }
}
