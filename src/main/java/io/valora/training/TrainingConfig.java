package io.valora.training;

import io.valora.config.ConfigSection;
import io.valora.networks.OptimizerConfig;
import java.util.OptionalInt;

/**
 * The section {@code training} of a job.
 *
 * @param epochs passes over the train part, at least 1; early stopping may end sooner
 * @param batchSize rows per step of one worker, at least 1
 * @param averagingFrequency steps that a worker takes between two averagings, at least 1
 * @param workers shards of the train part, each trained by one task of one thread; empty: as many
 *     as Spark has slots. Another number is another result.
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    int averagingFrequency,
    OptionalInt workers,
    OptimizerConfig optimizer,
    EarlyStoppingConfig earlyStopping) {
  private static final int DEFAULT_EPOCHS = 20;
  private static final int DEFAULT_BATCH_SIZE = 256;
  private static final int DEFAULT_AVERAGING_FREQUENCY = 10;

  public static TrainingConfig from(ConfigSection section) {
    return new TrainingConfig(
        section.integer("epochs", DEFAULT_EPOCHS, 1),
        section.integer("batch-size", DEFAULT_BATCH_SIZE, 1),
        section.integer("averaging-frequency", DEFAULT_AVERAGING_FREQUENCY, 1),
        section.optionalInteger("workers", 1),
        OptimizerConfig.from(section.section("optimizer")),
        EarlyStoppingConfig.from(section.section("early-stopping")));
  }
}
