package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.OptimizerConfig.GradientDescent;
import io.valora.networks.OptimizerConfig.KerasStyleAdagrad;
import io.valora.tower.Activation;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Updating only touched rows is, for some rules, what updating all rows is. */
class TowerReplicaTrainingTest {
  private static final int STEPS = 20;

  @Test
  void sparseTablesGoTheWayOfDenseOnes() {
    for (OptimizerConfig optimizer :
        List.of(new GradientDescent(0.1), new KerasStyleAdagrad(0.1, 0.1, 1e-7))) {
      TowerGraphs graphs = TowerGraphs.of(List.of(9, 5), Activation.TANH, TowerLoss.MSE, optimizer);
      TowerDesign design = design(optimizer);
      float[] start = graphs.tower().params().toFloatVector();
      TowerState state = TowerState.starting(design, start);
      Set<Integer> users = new TreeSet<>();
      try (TowerReplica replica = new TowerReplica(design)) {
        replica.load(state);
        for (int step = 1; step <= STEPS; step++) {
          // Few rows, so that some users are never met.
          MultiDataSet batch = TowerGraphs.batch(step % 2 + 1, TowerLoss.MSE, step);
          graphs.stock().fit(batch);
          double loss = replica.train(indices(batch, users), step, 0);
          assertThat(loss).isCloseTo(graphs.stock().score(), within(1e-4));
        }
        state.apply(design, replica.end());
      }
      float[] trained = state.parameters(design);
      assertThat(trained).containsExactly(rowByRow(graphs.stock()), within(2e-6f));
      assertThat(users.size()).isLessThan(TowerGraphs.USERS);
      for (int row = 0; row <= TowerGraphs.USERS; row++) {
        for (int k = 0; k < 6 && !users.contains(row); k++) {
          assertThat(trained[row * 6 + k]).isEqualTo(start[row * 6 + k]);
        }
      }
    }
  }

  private static TowerDesign design(OptimizerConfig optimizer) {
    EmbeddingNetworkConfig config =
        TowerGraphs.config(List.of(9, 5), Activation.TANH, TowerLoss.MSE, Regularization.NONE);
    Vocabularies vocabularies = new Vocabularies(TowerGraphs.USERS, TowerGraphs.ITEMS);
    return new TowerNetwork(new RatingNetwork(config, vocabularies, optimizer)).design();
  }

  private static IndexBatch indices(MultiDataSet data, Set<Integer> users) {
    int rows = (int) data.getLabels(0).length();
    IndexBatch batch = new IndexBatch(2, rows);
    for (int table = 0; table < 2; table++) {
      System.arraycopy(data.getFeatures(table).toIntVector(), 0, batch.indices()[table], 0, rows);
    }
    System.arraycopy(data.getLabels(0).toFloatVector(), 0, batch.labels(), 0, rows);
    for (int row = 0; row < rows; row++) {
      users.add(batch.indices()[0][row]);
    }
    batch.holds(rows);
    return batch;
  }

  private static float[] rowByRow(ComputationGraph graph) {
    return org.nd4j.linalg.factory.Nd4j.toFlattened('c', graph.paramTable().values())
        .toFloatVector();
  }
}
