package io.valora.training;

import io.valora.networks.TrainedNetwork;
/** The resident parts, and how a network is measured on them. */
record MeasuredParts(ShardedRows train, ShardedRows validation, FitMeasurement measurement) {
  Fit trainFit(TrainedNetwork network) {
    return measurement.of(train, network);
  }

  /** NaN when the part is empty. */
  Fit validationFit(TrainedNetwork network) {
    return measurement.of(validation, network);
  }
}
