package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.EmbeddingNetworkConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.Regularization;
import io.valora.networks.TrainableTower;
import io.valora.testing.training.SyntheticRatings;
import io.valora.tower.Activation;
import io.valora.training.Averaging;
import io.valora.training.AveragingUnit;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.EngineKind;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Training of a network of embeddings, on DL4J's own engine. */
class EmbeddingTrainingTest {
  private static final EarlyStoppingConfig OFF =
      new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0);
  private static final int ROWS = 600;

  private final Dataset<Row> train = SyntheticRatings.rows(0, ROWS);
  private final Dataset<Row> validation = SyntheticRatings.rows(ROWS, 100);

  @Test
  void learnsWhatTheRatingsFollow() {
    EarlyStoppingConfig patient = new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 3, 0);

    TrainingResult result = trained(config(12, patient), 2, train);

    EpochRecord last = result.history().get(result.bestEpoch() - 1);
    assertThat(last.validation().metric())
        .as("the ratings deviate by 1.1 stars and have no noise")
        .isLessThan(0.35);
    assertThat(last.train().loss())
        .isCloseTo(last.train().metric() * last.train().metric(), within(1e-12));
  }

  @Test
  void everyRowIsTrainedOnceInEveryEpoch() {
    List<EpochRecord> told = new ArrayList<>();
    TrainingResult result =
        trained(
            config(3, OFF),
            2,
            new TrainingSplits(train, validation),
            (epoch, planned) -> told.add(epoch));

    assertThat(result.history()).hasSize(3).isEqualTo(told);
    assertThat(result.history())
        .allSatisfy(epoch -> assertThat(epoch.rows()).isEqualTo(ROWS))
        .allSatisfy(epoch -> assertThat(epoch.rowsPerSecond()).isPositive());
    assertThat(result.rowsPerEpoch()).isEqualTo(ROWS);
    assertThat(result.bestEpoch()).isEqualTo(3);
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.shards()).isEqualTo(2);
  }

  @Test
  void theNetworkIsAFunctionOfSeedAndWorkersAndNotOfPartitioningOrOrder() {
    TrainingConfig config = config(2, OFF);
    float[] parameters = trained(config, 2, train).network().parameters();
    Dataset<Row> elsewhere = train.orderBy("rating", "row_key").repartition(5);

    assertThat(trained(config, 2, elsewhere).network().parameters()).containsExactly(parameters);
    assertThat(trained(config, 1, train).network().parameters()).isNotEqualTo(parameters);
  }

  @Test
  void workersWithoutRowsAreNotInTheMean() {
    Dataset<Row> three = SyntheticRatings.rows(0, 3);

    TrainingResult result = trained(config(2, OFF), 6, three);

    assertThat(result.rowsPerEpoch()).isEqualTo(3);
    assertThat(result.shards()).isEqualTo(6);
  }

  @Test
  void earlyStoppingHandsBackTheBestEpoch() {
    EarlyStoppingConfig hopeless = new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 2, 1000);

    TrainingResult result = trained(config(9, hopeless), 2, train);

    assertThat(result.history()).hasSize(3);
    assertThat(result.bestEpoch()).isEqualTo(1);
    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.network().parameters())
        .containsExactly(trained(config(1, OFF), 2, train).network().parameters());
  }

  @Test
  void epochsBetweenTwoAveragingsAreMeasuredOnceAndTheLastRoundMayBeShorter() {
    Averaging everyTwo = new Averaging(2, AveragingUnit.EPOCH);
    EarlyStoppingConfig hopeless = new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 3, 1000);

    TrainingResult three = trained(averaged(config(3, OFF), everyTwo), 2, train);
    TrainingResult stopped = trained(averaged(config(9, hopeless), everyTwo), 2, train);

    assertThat(three.history()).extracting(EpochRecord::epoch).containsExactly(2, 3);
    assertThat(three.history()).extracting(EpochRecord::rows).containsOnly((long) ROWS);
    assertThat(three.best()).isEqualTo(three.history().get(1));
    assertThat(three.epochs()).isEqualTo(3);
    assertThat(stopped.history())
        .as("patience counts epochs")
        .extracting(EpochRecord::epoch)
        .containsExactly(2, 4, 6);
    assertThat(stopped.bestEpoch()).isEqualTo(2);
    assertThat(stopped.stoppedEarly()).isTrue();
  }

  @Test
  void unknownDropoutTeachesTheRowsOfUnknownIds() {
    TrainingConfig config = config(1, OFF);
    RowTraining hiding =
        SyntheticRatings.training(
            new TrainingSplits(train, validation), network(config, Regularization.NONE), 0.2, 1);
    float[] untouched = unknownUser(trained(config, 2, train));
    float[] hidden = unknownUser(new RowTrainer(on(config, 2)).train(hiding, SILENT));

    assertThat(untouched).isEqualTo(unknownUser(trained(config(2, OFF), 2, train)));
    assertThat(hidden).isNotEqualTo(untouched);
  }

  @Test
  void dropoutIsAFunctionOfTheSeed() {
    TrainingConfig config = config(1, OFF);
    RowTrainer trainer = new RowTrainer(on(config, 2));
    RowTraining dropping =
        SyntheticRatings.training(
            new TrainingSplits(train, validation),
            network(config, new Regularization(0.3, 0.3, 0, 0)),
            0,
            1);

    assertThat(trainer.train(dropping, SILENT).network().parameters())
        .containsExactly(trainer.train(dropping, SILENT).network().parameters());
  }

  @Test
  void roundsAreToldAsTheyEnd() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void finished(EpochRecord epoch, int plannedEpochs) {
            told.add("epoch %d of %d".formatted(epoch.epoch(), plannedEpochs));
          }

          @Override
          public void averaged(int epoch, int finishedRounds, int rounds) {
            told.add("round %d of %d".formatted(finishedRounds, rounds));
          }
        };
    trained(config(1, OFF), 1, new TrainingSplits(train, validation), listener);

    assertThat(told)
        .as("600 rows are 19 batches of 32, averaged every 10")
        .containsExactly("round 1 of 2", "round 2 of 2", "epoch 1 of 1");
  }

  @Test
  void anEmptyTrainSplitIsRefused() {
    assertThatThrownBy(() -> trained(config(1, OFF), 2, train.limit(0)))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot train: the train split has no rows")
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(Outcome.DATA_REJECTED);
  }

  @Test
  void stoppingEarlyWithoutValidationRowsIsRefused() {
    EarlyStoppingConfig on = new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 1, 0);
    TrainingSplits splits = new TrainingSplits(train, validation.limit(0));

    assertThatThrownBy(() -> trained(config(1, on), 2, splits, SILENT))
        .hasMessage(
            "Cannot stop early: the validation split has no rows"
                + " (give it some, or set training.early-stopping.enabled to false)");
    assertThat(trained(config(1, OFF), 2, splits, SILENT).history())
        .singleElement()
        .satisfies(epoch -> assertThat(epoch.validation().metric()).isNaN());
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() {
    TrainingConfig steep =
        new TrainingConfig(
            5,
            32,
            EngineKind.STOCK,
            2,
            Averaging.everyBatches(10),
            new OptimizerConfig.GradientDescent(1e9),
            OFF);

    assertThatThrownBy(() -> trained(steep, 2, train))
        .isInstanceOf(JobException.class)
        .hasMessageMatching(
            "Cannot train epoch \\d: the loss is no longer a number"
                + " \\(lower training.optimizer.learning-rate\\)");
  }

  private static final TrainingListener SILENT = TrainingListener.SILENT;

  private static float[] unknownUser(TrainingResult result) {
    return result
        .network()
        .open()
        .getLayer("user-embedding")
        .getParam("W")
        .getRow(0)
        .toFloatVector();
  }

  private TrainingResult trained(TrainingConfig config, int shards, Dataset<Row> rows) {
    return trained(config, shards, new TrainingSplits(rows, validation), SILENT);
  }

  private static TrainingResult trained(
      TrainingConfig config, int shards, TrainingSplits splits, TrainingListener listener) {
    TrainableTower network = network(config, Regularization.NONE);
    return new RowTrainer(on(config, shards))
        .train(SyntheticRatings.training(splits, network, 0, 1), listener);
  }

  private static TrainingConfig on(TrainingConfig config, int shards) {
    return new TrainingConfig(
        config.epochs(),
        config.batchSize(),
        config.engine(),
        shards,
        config.averaging(),
        config.optimizer(),
        config.earlyStopping());
  }

  private static TrainingConfig averaged(TrainingConfig config, Averaging averaging) {
    return new TrainingConfig(
        config.epochs(),
        config.batchSize(),
        config.engine(),
        config.shards(),
        averaging,
        config.optimizer(),
        config.earlyStopping());
  }

  private static TrainingConfig config(int epochs, EarlyStoppingConfig stopping) {
    OptimizerConfig optimizer = new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7);
    return new TrainingConfig(
        epochs, 32, EngineKind.STOCK, 2, Averaging.everyBatches(10), optimizer, stopping);
  }

  private static TrainableTower network(TrainingConfig config, Regularization regularization) {
    return new EmbeddingNetworkConfig(
            4, 4, List.of(16), Activation.RELU, RatingLoss.MSE, InitialBias.MEAN, regularization)
        .network(SyntheticRatings.VOCABULARIES, List.of(), config.optimizer());
  }
}
