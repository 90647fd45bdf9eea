package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.networks.InitialBias;
import io.valora.networks.NetworkConfig;
import io.valora.networks.NetworkKind;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.RatingNetwork;
import io.valora.networks.Regularization;
import io.valora.tower.Nonlinearity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  @Test
  void anEpochThatMissesRowsIsRefused() {
    assertThatThrownBy(() -> StockEngine.requireAll(3, 299, 300))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot train epoch 3: 299 of 300 rows were trained");
    assertThatThrownBy(() -> StockEngine.requireAll(1, 0, 0))
        .hasMessage("Cannot train epoch 1: 0 of 0 rows were trained");
  }

  private static List<ComputationGraph> alone(ComputationGraph start, ShardedRows rows, int epoch) {
    List<ComputationGraph> workers = new ArrayList<>();
    List<Shard> shards = new ArrayList<>(rows.shards().collect());
    shards.sort(Comparator.comparingInt(Shard::index));
    for (Shard shard : shards) {
      ComputationGraph worker = start.clone();
      RatingBatches batches = new RatingBatches(PLAN, epoch, shard);
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

  private static ComputationGraph untrained() {
    NetworkConfig network =
        new NetworkConfig(
            NetworkKind.EMBEDDING_MLP,
            4,
            4,
            List.of(8),
            Nonlinearity.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            new Regularization(0, 0, 1e-3, 1e-3));
    return new RatingNetwork(network, SyntheticRatings.VOCABULARIES, ADAGRAD).create(1, 3.5);
  }
}
