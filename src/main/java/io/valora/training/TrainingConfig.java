package io.valora.training;

import io.valora.config.ConfigSection;
import io.valora.networks.OptimizerConfig;

/**
 * The section {@code training} of a job.
 *
 * @param epochs passes over the train split, at least 1; early stopping may end sooner
 * @param batchSize rows per step of one shard, at least 1
 * @param shards parts of the train split, at least 1, each trained by one task of one thread. It is
 *     a number of the job, not of the cluster: another number is another result.
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    EngineKind engine,
    int shards,
    Averaging averaging,
    OptimizerConfig optimizer,
    EarlyStoppingConfig earlyStopping,
    CheckpointConfig checkpoints,
    Refit refit,
    ClassWeights classWeights,
    DeviceConfig device) {
  /** Rows that a single shard learns from before it says what became of them. */
  private static final int MANY_ROWS = 10_000_000;

  /** Weights of the rows of each class. */
  public enum ClassWeights {
    /** Every row counts as one. */
    NONE,
    /** Rows of the rarer class are repeated until both classes count the same. */
    BALANCED
  }

  /** Refitting policy once the best epoch is known. */
  public enum Refit {
    /** It is kept. */
    OFF,
    /** It is trained again, from the start, on train and validation, for as many epochs. */
    ON
  }

  /** With checkpoints as they are by default, every row counting as one, on the processor. */
  public TrainingConfig(
      int epochs,
      int batchSize,
      EngineKind engine,
      int shards,
      Averaging averaging,
      OptimizerConfig optimizer,
      EarlyStoppingConfig earlyStopping) {
    this(
        epochs,
        batchSize,
        engine,
        shards,
        averaging,
        optimizer,
        earlyStopping,
        CheckpointConfig.DEFAULT,
        Refit.OFF,
        ClassWeights.NONE,
        DeviceConfig.PROCESSOR);
  }

  /** With the defaults of networks of embeddings. */
  public static TrainingConfig from(ConfigSection section) {
    return from(section, TrainingDefaults.EMBEDDINGS);
  }

  public static TrainingConfig from(ConfigSection section, TrainingDefaults defaults) {
    TrainingConfig config = read(section, defaults);
    if (config.engine == EngineKind.STOCK && config.device.kind() == DeviceConfig.Kind.GPU) {
      section.invalid("device", "gpu", "must be cpu: the engine stock has none of its own");
    }
    return config;
  }

  private static TrainingConfig read(ConfigSection section, TrainingDefaults defaults) {
    return new TrainingConfig(
        section.integer("epochs", defaults.epochs(), 1),
        section.integer("batch-size", defaults.batchSize(), 1),
        section.choice("engine", EngineKind.class, EngineKind.VALORA),
        section.integer("shards", defaults.shards(), 1),
        Averaging.from(section),
        OptimizerConfig.from(section.section("optimizer"), defaults.optimizer()),
        EarlyStoppingConfig.from(section.section("early-stopping"), defaults),
        CheckpointConfig.from(section.section("checkpoints")),
        section.flag("refit", defaults.refit() == Refit.ON) ? Refit.ON : Refit.OFF,
        section.choice("class-weights", ClassWeights.class, ClassWeights.NONE),
        DeviceConfig.from(section));
  }

  /**
   * The averaging that takes place. Of one shard the mean is itself: unless checkpoints count
   * averagings, it is taken only as often as progress needs it.
   */
  public Averaging averagingInEffect() {
    boolean changesNothing =
        engine == EngineKind.VALORA && shards == 1 && checkpoints.rounds().isEmpty();
    return changesNothing && averaging.unit() == AveragingUnit.BATCH
        ? Averaging.everyBatches(Math.max(averaging.frequency(), MANY_ROWS / batchSize))
        : averaging;
  }

  /** Whether the network is trained again on train and validation. */
  public boolean refits() {
    return refit == Refit.ON;
  }

  /** The same training for as many epochs, whatever validation says. */
  public TrainingConfig exactly(int wantedEpochs) {
    return new TrainingConfig(
        wantedEpochs,
        batchSize,
        engine,
        shards,
        averaging,
        optimizer,
        new EarlyStoppingConfig(false, earlyStopping.metric(), 1, 0),
        checkpoints,
        Refit.OFF,
        classWeights,
        device);
  }

  /** The same training in other shards, averaged at other times. */
  public TrainingConfig with(int otherShards, Averaging otherAveraging) {
    return new TrainingConfig(
        epochs,
        batchSize,
        engine,
        otherShards,
        otherAveraging,
        optimizer,
        earlyStopping,
        checkpoints,
        refit,
        classWeights,
        device);
  }

  /** The same training with checkpoints at other times. */
  public TrainingConfig with(CheckpointConfig otherCheckpoints) {
    return new TrainingConfig(
        epochs,
        batchSize,
        engine,
        shards,
        averaging,
        optimizer,
        earlyStopping,
        otherCheckpoints,
        refit,
        classWeights,
        device);
  }

  /** The same training with no more epochs than these. */
  public TrainingConfig atMost(int mostEpochs) {
    return new TrainingConfig(
        Math.min(epochs, mostEpochs),
        batchSize,
        engine,
        shards,
        averaging,
        optimizer,
        earlyStopping,
        checkpoints,
        refit,
        classWeights,
        device);
  }
}
