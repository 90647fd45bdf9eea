package io.valora.training;

import io.valora.networks.OptimizerConfig;

/**
 * Defaults of the section {@code training}, which the networks of different tasks need different
 * ones of.
 *
 * @param epochs passes over the train split, at most
 * @param batchSize rows per step of one shard
 * @param shards parts of the train split
 * @param optimizer the default kind, with that kind's defaults
 * @param metric of validation that early stopping compares
 * @param patience epochs without improvement before training ends
 * @param refit whether the kept network also learns from the validation rows
 */
public record TrainingDefaults(
    int epochs,
    int batchSize,
    int shards,
    OptimizerConfig optimizer,
    MonitoredMetric metric,
    int patience,
    TrainingConfig.Refit refit) {
  /** Of networks of embeddings. */
  public static final TrainingDefaults EMBEDDINGS =
      new TrainingDefaults(
          20,
          256,
          2,
          OptimizerConfig.KerasStyleAdagrad.USUAL,
          MonitoredMetric.RMSE,
          3,
          TrainingConfig.Refit.OFF);
}
