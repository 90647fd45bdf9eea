package io.valora.training.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.EmbeddingNetworkConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.RatingNetwork;
import io.valora.networks.Regularization;
import io.valora.networks.TowerNetwork;
import io.valora.testing.training.SyntheticRatings;
import io.valora.tower.Activation;
import io.valora.training.Averaging;
import io.valora.training.EpochSpan;
import io.valora.training.TrainingListener;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import io.valora.training.stock.StockEngine;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ValoraEngineTest {
  private static final BatchPlan PLAN = new BatchPlan(5, 16, 0.1);
  private static final OptimizerConfig ADAGRAD =
      new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7);

  @Test
  void oneShardLearnsWhatPlainTrainingOnOneMachineLearns() {
    for (OptimizerConfig optimizer : List.of(ADAGRAD, new OptimizerConfig.GradientDescent(0.1))) {
      try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 1);
          ValoraEngine ours = engine(rows, optimizer, 4);
          StockEngine stock =
              new StockEngine(
                  rating(optimizer).create(1, 3), rows, PLAN, Averaging.everyBatches(1000))) {
        for (int epoch = 1; epoch <= 3; epoch++) {
          assertThat(ours.train(EpochSpan.only(epoch), TrainingListener.SILENT)).isEqualTo(300);
          stock.train(EpochSpan.only(epoch), TrainingListener.SILENT);
        }
        assertThat(ours.network().parameters())
            .containsExactly(rowByRow(stock.network().open()), within(1e-4f));
      }
    }
  }

  @Test
  void oneShardLearnsTheSameHoweverOftenItIsAveraged() {
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 1);
        ValoraEngine often = engine(rows, ADAGRAD, 1);
        ValoraEngine once = engine(rows, ADAGRAD, 1000)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        often.train(EpochSpan.only(epoch), TrainingListener.SILENT);
        once.train(EpochSpan.only(epoch), TrainingListener.SILENT);
      }
      assertThat(often.network().parameters()).isEqualTo(once.network().parameters());
    }
  }

  @Test
  void twoShardsLearnWhatTheStockMasterLearnsFromEqualShards() {
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 2);
        ValoraEngine ours = engine(rows, ADAGRAD, 3)) {
      assertThat(ours.train(EpochSpan.only(1), TrainingListener.SILENT)).isEqualTo(300);
      assertThat(ours.network().parameters()).doesNotContain(Float.NaN);
    }
  }

  /** A tower's order. */
  private static float[] rowByRow(ComputationGraph graph) {
    return Nd4j.toFlattened('c', graph.paramTable().values()).toFloatVector();
  }

  private static ValoraEngine engine(ShardedRows rows, OptimizerConfig optimizer, int frequency) {
    TowerNetwork tower = new TowerNetwork(rating(optimizer));
    return new ValoraEngine(
        tower,
        tower.startingParameters(1, 3),
        rows,
        PLAN,
        Averaging.everyBatches(frequency),
        List.of());
  }

  private static RatingNetwork rating(OptimizerConfig optimizer) {
    return new RatingNetwork(
        new EmbeddingNetworkConfig(
            4,
            4,
            List.of(16),
            Activation.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            Regularization.NONE),
        SyntheticRatings.VOCABULARIES,
        optimizer);
  }
}
