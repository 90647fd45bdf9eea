package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.fit.vectors.TermVectors;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TextNetworkConfig;
import io.valora.networks.TrainableTower;
import io.valora.testing.training.MixedRows;
import io.valora.tower.TableShape.Learning;
import io.valora.training.loop.RowTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedTrainingTest {
  private static final int TEXTS = 600;
  private static final int ROWS = TEXTS + 400;
  private static final int DIMENSION = 4;
  private static final long SEED = 7;
  private static final OptimizerConfig ADAM = new OptimizerConfig.AdamMoments(0.01, 1e-7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFrozenTableComesOutOfAveragingAsItWentIn(int shards) {
    TrainableTower network = network(Learning.FROZEN);
    float[] start = network.startingParameters(SEED, 0);
    TrainingResult result = trained(network, shards);
    float[] learned = result.network().parameters();

    int table = ROWS * DIMENSION;
    assertThat(Arrays.copyOf(learned, table)).containsExactly(Arrays.copyOf(start, table));
    assertThat(Arrays.copyOfRange(learned, table, learned.length))
        .isNotEqualTo(Arrays.copyOfRange(start, table, start.length));
    assertThat(result.history().get(3).train().loss())
        .isLessThan(result.history().get(0).train().loss());
    assertThat(trained(network, shards).network().parameterHash())
        .isEqualTo(result.network().parameterHash());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTableThatLearnsIsFasterDownTheSameLoss(int shards) {
    TrainableTower network = network(Learning.LEARNED);
    float[] start = network.startingParameters(SEED, 0);
    TrainingResult learned = trained(network, shards);

    assertThat(Arrays.copyOf(learned.network().parameters(), DIMENSION * ROWS))
        .isNotEqualTo(Arrays.copyOf(start, DIMENSION * ROWS));
    assertThat(learned.history().get(3).train().loss())
        .isLessThan(trained(network(Learning.FROZEN), shards).history().get(3).train().loss());
  }

  /** Every third term has a vector. */
  private static TrainableTower network(Learning learning) {
    float[][] byRow = new float[ROWS][];
    for (int row = 3; row < ROWS; row += 3) {
      byRow[row] = new float[] {row % 7 - 3, 0.5f, row % 5 - 2, -0.25f};
    }
    return new TextNetworkConfig(
            TextNetworkConfig.Kind.EMBEDDING_AVERAGE, DIMENSION, List.of(4), 0, 0.001)
        .network(new TermVectors(DIMENSION, byRow), ADAM, learning);
  }

  private static TrainingResult trained(TrainableTower network, int shards) {
    Dataset<Row> rows =
        MixedRows.rows(TEXTS).withColumn("label", functions.expr("float(size(terms) % 2)"));
    RowTraining training =
        new RowTraining(
            new TrainingSplits(rows, rows.limit(0)),
            new RowLayout("label", List.of(RowLayout.TableColumns.bag("terms", "weights")), ""),
            network,
            List.of(),
            0,
            Negatives.NONE,
            SEED,
            Optional.empty());
    TrainingConfig config =
        new TrainingConfig(
            4,
            32,
            EngineKind.VALORA,
            shards,
            Averaging.everyBatches(5),
            ADAM,
            new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0));
    return new RowTrainer(config).train(training, TrainingListener.SILENT);
  }
}
