package io.valora.training;

import io.valora.networks.TrainedNetwork;

/** The best epoch so far, and whether to go on. */
final class EarlyStopping {
  private final EarlyStoppingConfig config;
  private TrainedNetwork network;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private int lastEpoch;

  EarlyStopping(EarlyStoppingConfig config) {
    this.config = config;
  }

  /** Keeps the network when it is better than the best by more than the least difference. */
  void saw(EpochRecord epoch, TrainedNetwork candidate) {
    lastEpoch = epoch.epoch();
    double metric = epoch.validation().metric();
    if (!config.enabled() || network == null || metric < best - config.minDelta()) {
      best = metric;
      bestEpoch = lastEpoch;
      network = candidate;
    }
  }

  boolean isOver() {
    return config.enabled() && lastEpoch - bestEpoch >= config.patience();
  }

  int bestEpoch() {
    return bestEpoch;
  }

  TrainedNetwork bestNetwork() {
    return network;
  }
}
