package io.valora.training.loop;

import io.valora.networks.TrainedNetwork;
import io.valora.training.BestEpoch;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.EpochRecord;
import java.util.Optional;

/** Early stopping: the best epoch so far, and whether training is over. */
final class EarlyStopping {
  private final EarlyStoppingConfig config;
  private Optional<BestEpoch> best = Optional.empty();
  private int lastEpoch;

  EarlyStopping(EarlyStoppingConfig config) {
    this.config = config;
  }

  /** Restores the state of an interrupted training. */
  void restore(int seenEpochs, Optional<BestEpoch> bestOfThem) {
    lastEpoch = seenEpochs;
    best = bestOfThem;
  }

  /** Keeps the network when it is better than the best by more than the least difference. */
  void update(EpochRecord epoch, TrainedNetwork candidate) {
    lastEpoch = epoch.epoch();
    double metric = epoch.validation().metric();
    if (!config.enabled() || best.isEmpty() || metric < best.get().metric() - config.minDelta()) {
      best = Optional.of(new BestEpoch(lastEpoch, metric, candidate));
    }
  }

  /** Whether {@code patience} epochs, not measurements, went by without an improvement. */
  boolean isOver() {
    return config.enabled() && lastEpoch - bestEpoch() >= config.patience();
  }

  int bestEpoch() {
    return best.map(BestEpoch::epoch).orElse(0);
  }

  /** Weights of the best epoch, once there is one. */
  TrainedNetwork bestNetwork() {
    return best.orElseThrow().network();
  }

  /**
   * The best epoch, for a checkpoint; empty when early stopping is off and the next epoch is kept
   * anyway.
   */
  Optional<BestEpoch> kept() {
    return config.enabled() ? best : Optional.empty();
  }
}
