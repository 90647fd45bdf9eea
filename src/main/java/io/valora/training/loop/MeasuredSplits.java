package io.valora.training.loop;

import io.valora.networks.TrainedNetwork;
import io.valora.training.EpochMetrics;
import io.valora.training.shards.ShardedRows;
import java.util.List;

/** The resident splits, with the evaluation of a network on them. */
record MeasuredSplits(ShardedRows train, ShardedRows validation, EpochEvaluator measurement) {
  /** Of train and of validation; NaN when that split is empty. */
  List<EpochMetrics> metrics(TrainedNetwork network) {
    return measurement.of(List.of(train, validation), network);
  }

  /** How much the first network's losses on validation exceed the second's. */
  LossGain validationGain(TrainedNetwork first, TrainedNetwork second) {
    return measurement.gain(validation, first, second);
  }
}
