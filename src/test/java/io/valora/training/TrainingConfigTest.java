package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.networks.OptimizerConfig;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaults() {
    assertThat(TrainingConfig.from(section("{}")))
        .isEqualTo(
            new TrainingConfig(
                20,
                256,
                EngineKind.VALORA,
                2,
                Averaging.everyBatches(10),
                new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7),
                new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 3, 0),
                new CheckpointConfig(OptionalInt.empty(), 60, 3),
                TrainingConfig.Refit.OFF,
                TrainingConfig.ClassWeights.NONE,
                DeviceConfig.PROCESSOR));
    problems.throwIfAny();
  }

  @Test
  void theStockEngineHasNoDevices() {
    TrainingConfig.from(section("{engine: stock, device: gpu}"));
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid device: gpu (must be cpu: the engine stock has none of its own)");
  }

  @Test
  void aSingleShardIsNotAveragedEveryFewBatches() {
    assertThat(averagingOf("{shards: 1, batch-size: 100}"))
        .isEqualTo(Averaging.everyBatches(100_000));
    assertThat(averagingOf("{shards: 1, batch-size: 100, averaging-frequency: 200000}"))
        .isEqualTo(Averaging.everyBatches(200_000));
    assertThat(averagingOf("{shards: 1, averaging-unit: epoch, averaging-frequency: 2}"))
        .isEqualTo(new Averaging(2, AveragingUnit.EPOCH));
  }

  @Test
  void isAveragedAsAskedWhereThatShows() {
    for (String where :
        new String[] {
          "shards: 2", "shards: 1, engine: stock", "shards: 1, checkpoints: {rounds: 3}"
        }) {
      assertThat(averagingOf("{%s}".formatted(where))).isEqualTo(Averaging.everyBatches(10));
    }
  }

  private Averaging averagingOf(String section) {
    return TrainingConfig.from(section(section)).averagingInEffect();
  }

  @Test
  void everyKeyCanBeSet() {
    ConfigSection section =
        section(
            """
            epochs: 7
            batch-size: 64
            averaging-frequency: 5
            averaging-unit: epoch
            engine: stock
            shards: 3
            refit: true
            optimizer: {kind: sgd, learning-rate: 0.5}
            early-stopping: {enabled: false, metric: mae, patience: 9, min-delta: 0.01}
            checkpoints: {rounds: 8, seconds: 30, keep: 5}
            """);

    assertThat(TrainingConfig.from(section))
        .isEqualTo(
            new TrainingConfig(
                7,
                64,
                EngineKind.STOCK,
                3,
                new Averaging(5, AveragingUnit.EPOCH),
                new OptimizerConfig.GradientDescent(0.5),
                new EarlyStoppingConfig(false, MonitoredMetric.MAE, 9, 0.01),
                new CheckpointConfig(OptionalInt.of(8), 30, 5),
                TrainingConfig.Refit.ON,
                TrainingConfig.ClassWeights.NONE,
                DeviceConfig.PROCESSOR));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void otherShardsAveragingAndFewerEpochsLeaveTheRest() {
    TrainingConfig config = TrainingConfig.from(section("{epochs: 7, batch-size: 64}"));
    Averaging seldom = new Averaging(2, AveragingUnit.EPOCH);

    assertThat(config.with(5, seldom).atMost(3))
        .isEqualTo(
            new TrainingConfig(
                3, 64, EngineKind.VALORA, 5, seldom, config.optimizer(), config.earlyStopping()));
    assertThat(config.atMost(9)).isEqualTo(config);
  }

  @Test
  void theSecondTrainingLastsAsLongAsTheFirstWasGoodAndIsTheLast() {
    TrainingConfig config = TrainingConfig.from(section("{epochs: 7, refit: true}"));
    EarlyStoppingConfig never = new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0);

    assertThat(config.refits()).isTrue();
    assertThat(config.with(5, config.averaging()).atMost(3).refits()).isTrue();
    assertThat(config.exactly(4))
        .isEqualTo(
            new TrainingConfig(
                4, 256, EngineKind.VALORA, 2, config.averaging(), config.optimizer(), never));
  }

  @Test
  void everythingThatCannotBeIsReportedAtOnce() {
    TrainingConfig.from(
        section(
            "{epochs: 0, batch-size: -1, shards: 0, early-stopping: {patience: 0},"
                + " checkpoints: {rounds: 0, seconds: 0, keep: 0}}"));

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Invalid epochs: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid batch-size: -1 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid shards: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid checkpoints.rounds: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid checkpoints.seconds: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid checkpoints.keep: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid early-stopping.patience: 0 (must be a whole number of at least 1)");
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
