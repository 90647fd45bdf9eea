package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainNetworkTest {
  private static final int PAIRS = 500;
  private final int[] users = new Random(1).ints(PAIRS, 0, TowerGraphs.USERS + 1).toArray();
  private final int[] items = new Random(2).ints(PAIRS, 0, TowerGraphs.ITEMS + 1).toArray();

  static Stream<Arguments> shapes() {
    return Stream.of(Activation.values())
        .flatMap(activation -> Stream.of(TowerLoss.values()).map(loss -> List.of(activation, loss)))
        .flatMap(
            pair ->
                Stream.of(List.<Integer>of(), List.of(9, 5))
                    .map(hidden -> Arguments.of(hidden, pair.get(0), pair.get(1))));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bothKindsOfGraphGiveTheirOwnStars(
      List<Integer> hidden, Activation activation, TowerLoss loss) {
    TowerGraphs graphs =
        TowerGraphs.of(hidden, activation, loss, new OptimizerConfig.GradientDescent(0.1));
    float[] random = gaussian((int) graphs.tower().numParams());
    graphs.tower().params().addi(org.nd4j.linalg.factory.Nd4j.createFromArray(random));
    graphs.stock().params().addi(org.nd4j.linalg.factory.Nd4j.createFromArray(random));

    assertSame(graphs.tower());
    assertSame(graphs.stock());
  }

  @Test
  void aTowersParametersAreThoseOfItsParameterHash() {
    TrainedNetwork tower =
        TrainedNetwork.of(
            TowerGraphs.of(
                    List.of(3),
                    Activation.RELU,
                    TowerLoss.MSE,
                    new OptimizerConfig.GradientDescent(0.1))
                .tower());

    assertThat(tower.rowKernel().parameters()).isSameAs(tower.parameters());
  }

  @Test
  void aGraphOfOtherLayersIsRefused() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new LossLayer.Builder().build(), "in")
                .setOutputs("out")
                .build());
    graph.init();

    assertThatThrownBy(() -> StockTower.of(graph))
        .hasMessage("The layer out is no part of a tower");
  }

  private void assertSame(ComputationGraph graph) {
    TrainedNetwork network = TrainedNetwork.of(graph);
    float[] expected = new float[PAIRS];
    network.scorers().open().score(users, items, PAIRS, expected);
    RowKernel kernel = network.rowKernel();
    float[] found = new float[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      found[i] = (float) kernel.predict(TowerRow.of(users[i], items[i]));
    }
    assertThat(found).containsExactly(expected, within(1e-5f));
  }

  private static float[] gaussian(int length) {
    Random random = new Random(3);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian() * 0.2f;
    }
    return values;
  }
}
