package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.OptimizerConfig;
import io.valora.networks.RankingConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.RowNetwork;
import io.valora.networks.TableNetworkConfig;
import io.valora.networks.TableNetworkConfig.OutputRange;
import io.valora.networks.TextNetworkConfig;
import io.valora.storage.Storage;
import io.valora.testing.training.MixedRows;
import io.valora.testing.training.SyntheticRatings;
import io.valora.tower.Activation;
import io.valora.tower.EntryLists;
import io.valora.training.Averaging;
import io.valora.training.CheckpointConfig;
import io.valora.training.CheckpointPlace;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.EngineKind;
import io.valora.training.EpochRecord;
import io.valora.training.LinkedTable;
import io.valora.training.MonitoredMetric;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import io.valora.training.TrainingStart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTrainerTest {
  private static final int ROWS = 600;
  private static final Negatives THREE =
      new Negatives(3, 1, SyntheticRatings.VOCABULARIES.itemRows());

  /** Items 1 and 2 of user 1; the others have none. */
  private static final LinkedTable LINK =
      new LinkedTable(0, new EntryLists(new int[] {0, 0, 2}, new int[] {1, 2}, new float[] {1, 1}));

  private final Dataset<Row> chosen =
      SyntheticRatings.rows(0, ROWS).withColumn("rating", functions.lit(1f));

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void twoTrainingsWithMadeUpRowsGiveOneHashAndTrainEveryRow(int shards) {
    TrainingResult first = trained(ranking(chosen, 7), shards);
    TrainingResult again = trained(ranking(chosen.orderBy("row_key").repartition(5), 7), shards);

    assertThat(again.network().parameterHash()).isEqualTo(first.network().parameterHash());
    assertThat(first.rowsPerEpoch()).isEqualTo(ROWS);
    assertThat(first.history())
        .hasSize(4)
        .allSatisfy(epoch -> assertThat(epoch.rows()).isEqualTo(ROWS));
    assertThat(first.history().get(3).train().loss())
        .isLessThan(first.history().get(0).train().loss());
    assertThat(trained(ranking(chosen, 8), shards).network().parameterHash())
        .isNotEqualTo(first.network().parameterHash());
  }

  @Test
  void anotherNumberOfShardsIsAnotherNetwork() {
    assertThat(trained(ranking(chosen, 7), 1).network().parameterHash())
        .isNotEqualTo(trained(ranking(chosen, 7), 2).network().parameterHash());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bagsWithDropoutAreTrainedRepeatably(int shards) {
    Dataset<Row> rows =
        MixedRows.rows(ROWS).withColumn("label", functions.expr("float(size(terms) % 2)"));
    RowLayout terms =
        new RowLayout("label", List.of(RowLayout.TableColumns.bag("terms", "weights")), "");
    RowNetwork network =
        new TextNetworkConfig(TextNetworkConfig.Kind.EMBEDDING_AVERAGE, 4, List.of(4), 0.2, 0.001)
            .network(ROWS + 400, adam());
    String hash = trained(training(rows, terms, network, 0.2), shards).network().parameterHash();

    assertThat(trained(training(rows.repartition(5), terms, network, 0.2), shards).network())
        .satisfies(again -> assertThat(again.parameterHash()).isEqualTo(hash));
    assertThat(trained(training(rows, terms, network, 0.3), shards).network().parameterHash())
        .as("another dropout")
        .isNotEqualTo(hash);
  }

  /** In the third epoch's second round of several, with word dropout. */
  @Test
  void interruptedTrainingOfBagsEndsWithTheBitsOfOneThatWasNot(@TempDir Path folder) {
    Dataset<Row> rows =
        MixedRows.rows(ROWS).withColumn("label", functions.expr("float(size(terms) % 2)"));
    RowTraining training = bags(rows, Optional.empty());
    TrainingConfig config = everyRoundKept(config(4, 2, EngineKind.VALORA));
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void finished(EpochRecord record, int plannedEpochs) {}

          @Override
          public void averaged(int epoch, int finishedRounds, int rounds) {
            if (epoch == 3 && finishedRounds == 2) {
              throw new IllegalStateException("interrupted");
            }
          }
        };
    assertThatThrownBy(
            () ->
                new RowTrainer(config)
                    .train(bags(rows, place(folder, TrainingStart.FRESH)), interrupting))
        .hasMessage("interrupted");

    TrainingResult resumed =
        new RowTrainer(config)
            .train(bags(rows, place(folder, TrainingStart.RESUME)), TrainingListener.SILENT);

    assertThat(resumed.network().parameterHash())
        .isEqualTo(
            new RowTrainer(config)
                .train(training, TrainingListener.SILENT)
                .network()
                .parameterHash());
  }

  private static RowTraining bags(Dataset<Row> rows, Optional<CheckpointPlace> checkpoints) {
    RowNetwork network =
        new TextNetworkConfig(TextNetworkConfig.Kind.EMBEDDING_AVERAGE, 4, List.of(4), 0.2, 0.001)
            .network(ROWS + 400, adam());
    return new RowTraining(
        new TrainingSplits(rows, rows.limit(0)),
        new RowLayout("label", List.of(RowLayout.TableColumns.bag("terms", "weights")), ""),
        network,
        List.of(),
        0.3,
        Negatives.NONE,
        7,
        checkpoints);
  }

  private static Optional<CheckpointPlace> place(Path folder, TrainingStart start) {
    Storage storage = new Storage(new Configuration());
    return Optional.of(new CheckpointPlace(storage, folder + "/checkpoints", start, "these"));
  }

  private static TrainingConfig everyRoundKept(TrainingConfig config) {
    return new TrainingConfig(
        config.epochs(),
        config.batchSize(),
        config.engine(),
        config.shards(),
        config.averaging(),
        config.optimizer(),
        config.earlyStopping(),
        new CheckpointConfig(OptionalInt.of(1), 3600, 2),
        TrainingConfig.Refit.OFF,
        TrainingConfig.ClassWeights.NONE,
        config.device());
  }

  /** The label is twice the first number and takes the other from it. */
  @Test
  void numbersOverTwoShardsLearnAPlane() {
    RowLayout numbers = new RowLayout("label", List.of(), "numbers");
    RowNetwork network =
        new TableNetworkConfig(
                List.of(), Activation.RELU, RatingLoss.MSE, 0, 0, OutputRange.BY_TARGET)
            .network(2, new OptimizerConfig.GradientDescent(0.3));
    Dataset<Row> rows =
        MixedRows.rows(ROWS)
            .withColumn(
                "numbers", functions.expr("array(float(label % 7 / 7), float(label % 5 / 5))"))
            .withColumn("label", functions.expr("float(40 + 2 * numbers[0] - numbers[1])"));

    TrainingResult result =
        new RowTrainer(config(60, 2, EngineKind.VALORA))
            .train(training(rows, numbers, network, 0), TrainingListener.SILENT);

    assertThat(result.network().parameters())
        .containsExactly(new float[] {2, -1, 40}, within(1e-3f));
    assertThat(result.best().train().metric()).isLessThan(1e-3);
  }

  @Test
  void theStockEngineHasNoLayersForSuchNetworks() {
    RowTrainer stock = new RowTrainer(config(1, 1, EngineKind.STOCK));

    assertThatThrownBy(() -> stock.train(ranking(chosen, 7), TrainingListener.SILENT))
        .hasMessage(
            "Invalid training.engine: stock"
                + " (must be valora: DL4J has no layers for this network)");
  }

  private RowTraining ranking(Dataset<Row> rows, long seed) {
    RowNetwork network =
        new RankingConfig(4, 3, 0.5, 3, 4, 32, 0.01).network(SyntheticRatings.VOCABULARIES);
    return new RowTraining(
        new TrainingSplits(rows, rows.limit(0)),
        RowLayout.RATINGS,
        network,
        List.of(LINK),
        0.1,
        THREE,
        seed,
        Optional.empty());
  }

  private static RowTraining training(
      Dataset<Row> rows, RowLayout layout, RowNetwork network, double dropout) {
    return new RowTraining(
        new TrainingSplits(rows, rows.limit(0)),
        layout,
        network,
        List.of(),
        dropout,
        Negatives.NONE,
        7,
        Optional.empty());
  }

  private static TrainingResult trained(RowTraining training, int shards) {
    return new RowTrainer(config(4, shards, EngineKind.VALORA))
        .train(training, TrainingListener.SILENT);
  }

  private static TrainingConfig config(int epochs, int shards, EngineKind engine) {
    return new TrainingConfig(
        epochs,
        32,
        engine,
        shards,
        Averaging.everyBatches(5),
        adam(),
        new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0));
  }

  private static OptimizerConfig adam() {
    return new OptimizerConfig.AdamMoments(0.01, 1e-7);
  }
}
