package io.valora.training;

import io.valora.config.ConfigSection;

/**
 * Averaging schedule of the shards' weights and optimizer state.
 *
 * @param frequency steps, or epochs, that each shard takes between two averagings, at least 1
 * @param unit what {@code frequency} counts
 */
public record Averaging(int frequency, AveragingUnit unit) {
  private static final int DEFAULT_FREQUENCY = 10;

  static Averaging from(ConfigSection section) {
    return new Averaging(
        section.integer("averaging-frequency", DEFAULT_FREQUENCY, 1),
        section.choice("averaging-unit", AveragingUnit.class, AveragingUnit.BATCH));
  }

  /** Every {@code frequency} batches. */
  public static Averaging everyBatches(int frequency) {
    return new Averaging(frequency, AveragingUnit.BATCH);
  }

  /** Epochs from one averaging to the next, at least 1: a round never crosses into part of one. */
  public int epochsPerRound() {
    return unit == AveragingUnit.EPOCH ? frequency : 1;
  }
}
