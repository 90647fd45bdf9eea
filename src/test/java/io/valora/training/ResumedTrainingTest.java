package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.EmbeddingNetworkConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.Regularization;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.Storage;
import io.valora.testing.training.SyntheticRatings;
import io.valora.tower.Activation;
import io.valora.training.loop.RowTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that stops anywhere and goes on ends as one that was never interrupted. */
class ResumedTrainingTest {
  private static final int EPOCHS = 4;
  private static final Averaging EVERY_BATCH = Averaging.everyBatches(1);
  private static final Averaging EVERY_TWO_EPOCHS = new Averaging(2, AveragingUnit.EPOCH);
  private static final EarlyStoppingConfig OFF =
      new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0);

  /** Nothing beats the first epoch, so it is the best for as long as patience lasts. */
  private static final EarlyStoppingConfig FIRST_IS_BEST =
      new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 3, 1000);

  private static final Map<TrainingConfig, TrainingResult> UNINTERRUPTED = new HashMap<>();

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());
  private final TrainingSplits splits =
      new TrainingSplits(SyntheticRatings.rows(0, 120), SyntheticRatings.rows(120, 40));

  /** Two shards of about 60 rows in batches of 16: four or five rounds an epoch. */
  @ParameterizedTest(name = "in epoch {0} after round {1}")
  @CsvSource({"1, 1", "1, 3", "2, 2", "3, 1"})
  void goesOnInsideAnEpoch(int epoch, int round) {
    TrainingConfig config = config(EVERY_BATCH, OFF);
    interruptAfterRound(config, epoch, round);
    expectUninterrupted(config, "epoch %d round %d".formatted(epoch, round));
  }

  @Test
  void goesOnBehindTheLastRoundOfAnEpochThatWasNotMeasured() {
    TrainingConfig config = config(EVERY_BATCH, OFF);
    interruptAfterEpoch(config, 2);
    List<String> told = new ArrayList<>();
    TrainingResult resumed =
        new RowTrainer(config).train(training(config, TrainingStart.RESUME), noting(told));
    expectSame(resumed, uninterrupted(config));
    assertThat(told.get(0)).startsWith("epoch 2 round ");
  }

  @Test
  void goesOnBehindTheBestEpochOfEarlyStopping() {
    TrainingConfig config = config(EVERY_BATCH, FIRST_IS_BEST);
    interruptAfterRound(config, 3, 2);
    TrainingResult resumed = expectUninterrupted(config, "epoch 3 round 2");
    assertThat(resumed.bestEpoch()).isEqualTo(1);
    assertThat(resumed.epochs()).isEqualTo(4);
  }

  @Test
  void goesOnBehindARoundOfSeveralEpochsThatWasNotMeasured() {
    TrainingConfig config = config(EVERY_TWO_EPOCHS, FIRST_IS_BEST);
    interruptAfterRound(config, 4, 1);
    TrainingResult resumed = expectUninterrupted(config, "epoch 4 round 1");
    assertThat(resumed.history()).extracting(EpochRecord::epoch).containsExactly(2, 4);
    assertThat(resumed.history()).extracting(EpochRecord::rows).containsOnly(120L);
  }

  @Test
  void canBeInterruptedMoreThanOnce() {
    TrainingConfig config = config(EVERY_BATCH, FIRST_IS_BEST);
    interruptAfterRound(config, 1, 2);
    interrupt(config, TrainingStart.RESUME, 2, 3);
    interrupt(config, TrainingStart.RESUME, 4, 1);
    expectUninterrupted(config, "epoch 4 round 1");
  }

  /** Without checkpoints but those of the pauses. */
  @ParameterizedTest(name = "after epoch {0}, then after epoch {1}")
  @CsvSource({"1, 2", "1, 3", "2, 3"})
  void goesOnBehindPauses(int first, int second) {
    TrainingConfig config = checkpoints(config(EVERY_BATCH, FIRST_IS_BEST), OptionalInt.empty());

    assertThat(paused(config, first).epochs()).isEqualTo(first);
    TrainingResult again = paused(config, second);
    assertThat(again.epochs()).isEqualTo(second);
    assertThat(again.stoppedEarly()).isFalse();
    assertThat(again.network().parameterHash())
        .isEqualTo(uninterrupted(config.atMost(second)).network().parameterHash());
    expectSame(
        new RowTrainer(config)
            .train(training(config, TrainingStart.RESUME), noting(new ArrayList<>())),
        uninterrupted(config));
  }

  @Test
  void pauseComesAtTheEndOfARound() {
    TrainingConfig config = checkpoints(config(EVERY_TWO_EPOCHS, OFF), OptionalInt.empty());

    assertThat(paused(config, 1).epochs()).isEqualTo(2);
    expectUninterrupted(config, "epoch 2 round 1");
  }

  @Test
  void checkpointBehindThePauseIsNotResumed() {
    TrainingConfig config = config(EVERY_BATCH, OFF);
    interruptAfterRound(config, 4, 1);

    TrainingResult paused = paused(config, 2);
    assertThat(paused.epochs()).isEqualTo(2);
    assertThat(paused.network().parameterHash())
        .isEqualTo(uninterrupted(config.atMost(2)).network().parameterHash());
  }

  private TrainingResult paused(TrainingConfig config, int epochs) {
    CheckpointPlace place =
        new CheckpointPlace(
            storage,
            folder + "/checkpoints",
            TrainingStart.RESUME,
            "these",
            new TrainingPause(epochs, () -> false));
    RowTraining training = SyntheticRatings.training(splits, network(config), 0.1, 1);
    return new RowTrainer(config).train(training.withCheckpoints(place), TrainingListener.SILENT);
  }

  @Test
  void warmStartGoesOnAndItsFirstWeightsAreEpochZero() {
    TrainingConfig config = checkpoints(config(EVERY_BATCH, FIRST_IS_BEST), OptionalInt.empty());
    TrainableTower cold = network(config);
    TrainedNetwork earlier = cold.trained(cold.startingParameters(99, 3));
    List<int[]> rows =
        cold.design().tables().stream()
            .map(table -> IntStream.range(0, table.rows()).toArray())
            .toList();
    RowTraining warm =
        SyntheticRatings.training(
            splits, new WarmNetwork(cold, cold.design(), earlier, rows), 0.1, 1);
    TrainingResult whole = new RowTrainer(config).train(warm, TrainingListener.SILENT);
    assertThat(whole.bestEpoch()).isZero();
    assertThat(whole.history()).extracting(EpochRecord::epoch).containsExactly(0, 1, 2, 3);
    assertThat(whole.network().parameters()).containsExactly(earlier.parameters());

    for (int epoch = 1; epoch <= 2; epoch++) {
      CheckpointPlace place =
          new CheckpointPlace(
              storage,
              folder + "/checkpoints",
              TrainingStart.RESUME,
              "these",
              new TrainingPause(epoch, () -> false));
      new RowTrainer(config).train(warm.withCheckpoints(place), TrainingListener.SILENT);
    }
    expectSame(
        new RowTrainer(config)
            .train(warm.withCheckpoints(place(TrainingStart.RESUME)), TrainingListener.SILENT),
        whole);
  }

  @Test
  void withoutACheckpointItStartsFromTheStartAndSaysSo() {
    expectUninterrupted(config(EVERY_BATCH, OFF), "nothing to resume");
  }

  @Test
  void aFreshStartRemovesOldCheckpoints() {
    TrainingConfig config = config(EVERY_BATCH, OFF);
    interruptAfterRound(config, 2, 1);
    TrainingConfig seldom = checkpoints(config, OptionalInt.empty());
    List<String> told = new ArrayList<>();
    new RowTrainer(seldom).train(training(seldom, TrainingStart.FRESH), noting(told));
    assertThat(told).isEmpty();
    assertThat(storage.names(folder.toString() + "/checkpoints")).isEmpty();
  }

  @Test
  void theCheckpointOfAnotherTrainingIsRefused() {
    TrainingConfig config = config(EVERY_BATCH, OFF);
    interruptAfterRound(config, 1, 1);
    RowTraining other =
        SyntheticRatings.training(splits, network(config), 0, 2)
            .withCheckpoints(place(TrainingStart.RESUME));
    assertThatThrownBy(() -> new RowTrainer(config).train(other, TrainingListener.SILENT))
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessage(
            "Cannot resume training from %s/checkpoints: the checkpoint is of another training:"
                    .formatted(folder)
                + " its seed is 1, here it is 2 (start over without --resume)");
  }

  private TrainingResult expectUninterrupted(TrainingConfig config, String from) {
    List<String> told = new ArrayList<>();
    TrainingResult resumed =
        new RowTrainer(config).train(training(config, TrainingStart.RESUME), noting(told));
    assertThat(told).containsExactly(from);
    expectSame(resumed, uninterrupted(config));
    return resumed;
  }

  private TrainingResult uninterrupted(TrainingConfig config) {
    RowTraining training = SyntheticRatings.training(splits, network(config), 0.1, 1);
    return UNINTERRUPTED.computeIfAbsent(
        config, same -> new RowTrainer(same).train(training, TrainingListener.SILENT));
  }

  private static void expectSame(TrainingResult actual, TrainingResult expected) {
    assertThat(actual.network().parameterHash()).isEqualTo(expected.network().parameterHash());
    assertThat(actual.network().configuration()).isEqualTo(expected.network().configuration());
    assertThat(timeless(actual)).isEqualTo(timeless(expected));
    assertThat(actual.bestEpoch()).isEqualTo(expected.bestEpoch());
    assertThat(actual.stoppedEarly()).isEqualTo(expected.stoppedEarly());
    assertThat(actual.history())
        .filteredOn(epoch -> epoch.epoch() > 0)
        .allSatisfy(epoch -> assertThat(epoch.seconds()).isPositive());
  }

  private static List<EpochRecord> timeless(TrainingResult result) {
    return result.history().stream()
        .map(
            epoch ->
                new EpochRecord(epoch.epoch(), epoch.train(), epoch.validation(), epoch.rows(), 0))
        .toList();
  }

  private void interruptAfterRound(TrainingConfig config, int epoch, int round) {
    interrupt(config, TrainingStart.FRESH, epoch, round);
  }

  private void interrupt(TrainingConfig config, TrainingStart start, int epoch, int round) {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void finished(EpochRecord record, int plannedEpochs) {}

          @Override
          public void averaged(int at, int finishedRounds, int rounds) {
            if (at == epoch && finishedRounds == round) {
              throw new Interruption();
            }
          }
        };
    assertThatThrownBy(() -> new RowTrainer(config).train(training(config, start), interrupting))
        .isInstanceOf(Interruption.class);
  }

  private void interruptAfterEpoch(TrainingConfig config, int epoch) {
    TrainingListener interrupting =
        (record, plannedEpochs) -> {
          if (record.epoch() == epoch) {
            throw new Interruption();
          }
        };
    assertThatThrownBy(
            () -> new RowTrainer(config).train(training(config, TrainingStart.FRESH), interrupting))
        .isInstanceOf(Interruption.class);
  }

  private RowTraining training(TrainingConfig config, TrainingStart start) {
    return SyntheticRatings.training(splits, network(config), 0.1, 1).withCheckpoints(place(start));
  }

  private CheckpointPlace place(TrainingStart start) {
    return new CheckpointPlace(storage, folder + "/checkpoints", start, "these");
  }

  private static TrainingListener noting(List<String> told) {
    return new TrainingListener() {
      @Override
      public void finished(EpochRecord epoch, int plannedEpochs) {}

      @Override
      public void resumed(int epoch, int finishedRounds) {
        told.add("epoch %d round %d".formatted(epoch, finishedRounds));
      }

      @Override
      public void nothingToResume() {
        told.add("nothing to resume");
      }
    };
  }

  private static TrainingConfig config(Averaging averaging, EarlyStoppingConfig stopping) {
    TrainingConfig config =
        new TrainingConfig(
            EPOCHS,
            16,
            EngineKind.VALORA,
            2,
            averaging,
            new OptimizerConfig.AdamMoments(0.01, 1e-7),
            stopping);
    return checkpoints(config, OptionalInt.of(1));
  }

  private static TrainingConfig checkpoints(TrainingConfig config, OptionalInt rounds) {
    return new TrainingConfig(
        config.epochs(),
        config.batchSize(),
        config.engine(),
        config.shards(),
        config.averaging(),
        config.optimizer(),
        config.earlyStopping(),
        new CheckpointConfig(rounds, 3600, 2),
        TrainingConfig.Refit.OFF,
        TrainingConfig.ClassWeights.NONE,
        config.device());
  }

  private static TrainableTower network(TrainingConfig config) {
    return new EmbeddingNetworkConfig(
            4,
            4,
            List.of(8),
            Activation.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            new Regularization(0.2, 0, 0, 0))
        .network(SyntheticRatings.VOCABULARIES, List.of(), config.optimizer());
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
