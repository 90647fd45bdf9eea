package io.valora.training.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
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
import io.valora.training.EngineState;
import io.valora.training.EpochSpan;
import io.valora.training.TrainingEngine;
import io.valora.training.TrainingListener;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardedRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StockEngineTest {
  private static final OptimizerConfig ADAGRAD =
      new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7);
  private static final BatchPlan PLAN = new BatchPlan(5, 16, 0.1);

  /** Two epochs, so that the second starts from the averaged accumulators. */
  @Test
  void anEpochOfOneRoundEndsAtTheMeanOfWhatEachWorkerLearnsAlone() {
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 2);
        StockEngine engine =
            new StockEngine(untrained(), rows, PLAN, Averaging.everyBatches(1000))) {
      ComputationGraph expected = untrained();
      for (int epoch = 1; epoch <= 2; epoch++) {
        assertThat(engine.train(EpochSpan.only(epoch), TrainingListener.SILENT)).isEqualTo(300);
        average(expected, alone(expected, rows, epoch));
      }
      assertThat(engine.network().parameters())
          .containsExactly(expected.params().toFloatVector(), within(1e-6f));
    }
  }

  @Test
  void moreRoundsAreAnotherNetworkFromTheSameRows() {
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 2);
        StockEngine often = new StockEngine(untrained(), rows, PLAN, Averaging.everyBatches(1));
        StockEngine seldom =
            new StockEngine(untrained(), rows, PLAN, Averaging.everyBatches(1000))) {
      assertThat(often.train(EpochSpan.only(1), TrainingListener.SILENT)).isEqualTo(300);
      assertThat(seldom.train(EpochSpan.only(1), TrainingListener.SILENT)).isEqualTo(300);
      assertThat(often.network().parameters()).isNotEqualTo(seldom.network().parameters());
    }
  }

  /** Gradient descent has no state, and the others' is more than the weights. */
  @Test
  void anEngineThatIsRestoredGoesOnBehindTheFinishedRounds() {
    List<OptimizerConfig> optimizers =
        List.of(
            ADAGRAD,
            new OptimizerConfig.GradientDescent(0.1),
            new OptimizerConfig.NesterovMomentum(0.01, 0.9));
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 100), 2)) {
      for (OptimizerConfig optimizer : optimizers) {
        List<EngineState> states = new ArrayList<>();
        List<String> told = new ArrayList<>();
        try (StockEngine whole = engine(optimizer, rows);
            StockEngine resumed = engine(optimizer, rows)) {
          whole.train(EpochSpan.only(1), (epoch, round, rounds) -> states.add(whole.state()));
          resumed.restore(states.get(1));
          assertThat(resumed.state()).usingRecursiveComparison().isEqualTo(states.get(1));
          long count =
              resumed.train(
                  EpochSpan.only(1),
                  (epoch, round, rounds) -> told.add("%d of %d".formatted(round, rounds)));
          assertThat(count).isEqualTo(100);
          assertThat(told).startsWith("3 of " + states.size()).hasSize(states.size() - 2);
          assertThat(resumed.network()).usingRecursiveComparison().isEqualTo(whole.network());
          assertThat(resumed.network().parameterHash()).isEqualTo(whole.network().parameterHash());
        }
      }
    }
  }

  @Test
  void aTowerIsTrainedAsTheStockLayersOfTheSameWeightsAre() {
    TowerNetwork tower = new TowerNetwork(rating(ADAGRAD));
    ComputationGraph graph = tower.create(1, 3.5);
    float[] start = tower.startingParameters(1, 3.5);
    graph.setParams(Nd4j.createFromArray(start).reshape(1, start.length));
    try (ShardedRows rows = ShardedRows.of(SyntheticRatings.rows(0, 300), 2);
        StockEngine towers = new StockEngine(graph, rows, PLAN, Averaging.everyBatches(3));
        StockEngine layers = new StockEngine(untrained(), rows, PLAN, Averaging.everyBatches(3))) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        assertThat(towers.train(EpochSpan.only(epoch), TrainingListener.SILENT)).isEqualTo(300);
        layers.train(EpochSpan.only(epoch), TrainingListener.SILENT);
      }
      INDArray expected = Nd4j.toFlattened('c', layers.network().open().paramTable().values());
      assertThat(towers.network().parameters())
          .containsExactly(expected.toFloatVector(), within(1e-4f))
          .isNotEqualTo(start);
    }
  }

  @Test
  void anEpochThatMissesRowsIsRefused() {
    assertThatThrownBy(() -> TrainingEngine.requireAll(3, 299, 300))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot train epoch 3: 299 of 300 rows were trained");
    assertThatThrownBy(() -> TrainingEngine.requireAll(1, 0, 0))
        .hasMessage("Cannot train epoch 1: 0 of 0 rows were trained");
  }

  private static List<ComputationGraph> alone(ComputationGraph start, ShardedRows rows, int epoch) {
    List<ComputationGraph> workers = new ArrayList<>();
    List<Shard> shards = new ArrayList<>(rows.shards().collect());
    shards.sort(Comparator.comparingInt(Shard::index));
    for (Shard shard : shards) {
      ComputationGraph worker = start.clone();
      ShardBatches batches = new ShardBatches(PLAN, epoch, shard);
      for (int batch = 0; batch < batches.count(); batch++) {
        worker.fit(batches.batch(batch));
      }
      workers.add(worker);
    }
    return workers;
  }

  private static void average(ComputationGraph into, List<ComputationGraph> workers) {
    into.setParams(mean(workers.stream().map(ComputationGraph::params).toList()));
    into.getUpdater()
        .setStateViewArray(
            mean(workers.stream().map(worker -> worker.getUpdater().getStateViewArray()).toList()));
  }

  private static INDArray mean(List<INDArray> arrays) {
    return arrays.stream()
        .map(INDArray::dup)
        .reduce(INDArray::addi)
        .orElseThrow()
        .divi(arrays.size());
  }

  private static StockEngine engine(OptimizerConfig optimizer, ShardedRows rows) {
    return new StockEngine(untrained(optimizer), rows, PLAN, Averaging.everyBatches(1));
  }

  private static ComputationGraph untrained() {
    return untrained(ADAGRAD);
  }

  private static ComputationGraph untrained(OptimizerConfig optimizer) {
    return rating(optimizer).create(1, 3.5);
  }

  private static RatingNetwork rating(OptimizerConfig optimizer) {
    EmbeddingNetworkConfig network =
        new EmbeddingNetworkConfig(
            4,
            4,
            List.of(8),
            Activation.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            new Regularization(0, 0, 1e-3, 1e-3));
    return new RatingNetwork(network, SyntheticRatings.VOCABULARIES, optimizer);
  }
}
