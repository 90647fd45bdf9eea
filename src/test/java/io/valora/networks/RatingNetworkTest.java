package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.OptimizerConfig.GradientDescent;
import io.valora.testing.networks.TestNetworks;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class RatingNetworkTest {
  private static final Vocabularies TWO_AND_THREE = new Vocabularies(2, 3);
  private static final GradientDescent DESCENT = new GradientDescent(0.1);

  @Test
  void tablesHaveOneRowMoreThanIdsAndStartAsInKeras() {
    ComputationGraph graph = create(List.of(8, 4));

    assertThat(graph.getLayer("user-embedding").getParam("W").shape()).containsExactly(3, 2);
    assertThat(graph.getLayer("item-embedding").getParam("W").shape()).containsExactly(4, 2);
    for (float weight : graph.getLayer("item-embedding").getParam("W").ravel().toFloatVector()) {
      assertThat(weight).isBetween(-0.05f, 0.05f);
    }
    assertThat(graph.getLayer("hidden-1").getParam("W").shape()).containsExactly(4, 8);
    assertThat(graph.getLayer("hidden-2").getParam("W").shape()).containsExactly(8, 4);
    assertThat(graph.getLayer("stars").getParam("W").shape()).containsExactly(4, 1);
  }

  @Test
  void theLastBiasStartsAtTheMeanOrAtZero() {
    EmbeddingNetworkConfig mean = TestNetworks.small(List.of());
    EmbeddingNetworkConfig zero =
        new EmbeddingNetworkConfig(
            2, 2, List.of(), mean.activation(), mean.loss(), InitialBias.ZERO, Regularization.NONE);

    assertThat(bias(new RatingNetwork(mean, TWO_AND_THREE, DESCENT))).isEqualTo(3.5);
    assertThat(bias(new RatingNetwork(zero, TWO_AND_THREE, DESCENT))).isEqualTo(0);
  }

  @Test
  void withoutHiddenLayersTheStarsAreTheWeightedEmbeddingsAndTheBias() {
    ComputationGraph graph = create(List.of());
    INDArray users = graph.getLayer("user-embedding").getParam("W");
    INDArray items = graph.getLayer("item-embedding").getParam("W");
    INDArray weights = graph.getLayer("stars").getParam("W");
    double expected = 3.5;
    for (int k = 0; k < 2; k++) {
      expected += users.getDouble(2, k) * weights.getDouble(k, 0);
      expected += items.getDouble(3, k) * weights.getDouble(2 + k, 0);
    }

    float[] stars = new float[1];
    TrainedNetwork.of(graph).scorers().open().score(new int[] {2}, new int[] {3}, 1, stars);

    assertThat((double) stars[0]).isCloseTo(expected, within(1e-6));
  }

  @Test
  void theSameSeedIsTheSameNetwork() {
    assertThat(create(List.of(8)).params()).isEqualTo(create(List.of(8)).params());
    assertThat(create(List.of(8)).params())
        .isNotEqualTo(
            new RatingNetwork(TestNetworks.small(List.of(8)), TWO_AND_THREE, DESCENT)
                .create(6, 3.5)
                .params());
  }

  @Test
  void theStepOfTheBiasIsTheGradientOfTheMeanSquaredError() {
    ComputationGraph graph = create(List.of());
    float[] stars = new float[2];
    int[] ids = {1, 2};
    float[] ratings = {1, 5};
    TrainedNetwork.of(graph).scorers().open().score(ids, ids, 2, stars);

    graph.fit(RatingBatch.of(ids, ids, ratings));

    double gradient = (2 * (stars[0] - 1) + 2 * (stars[1] - 5)) / 2;
    assertThat(graph.getLayer("stars").getParam("b").getDouble(0))
        .isCloseTo(3.5 - 0.1 * gradient, within(1e-6));
  }

  @Test
  void anEmbeddingPenaltyShrinksRowsThatAreNotInTheBatch() {
    EmbeddingNetworkConfig config =
        TestNetworks.regularized(List.of(), new Regularization(0, 0, 0, 0.5));
    ComputationGraph graph = new RatingNetwork(config, TWO_AND_THREE, DESCENT).create(5, 3.5);
    INDArray before = graph.getLayer("user-embedding").getParam("W").getRow(2).dup();

    graph.fit(RatingBatch.of(new int[] {1}, new int[] {1}, new float[] {3}));

    INDArray after = graph.getLayer("user-embedding").getParam("W").getRow(2);
    assertThat(after.distance2(before.mul(1 - 0.1 * 0.5))).isLessThan(1e-7);
  }

  @Test
  void dropoutIsForTrainingOnly() {
    EmbeddingNetworkConfig config =
        TestNetworks.regularized(List.of(8), new Regularization(0.5, 0.5, 0, 0));
    ComputationGraph graph = new RatingNetwork(config, TWO_AND_THREE, DESCENT).create(5, 3.5);
    ComputationGraph plain = create(List.of(8));
    MultiDataSet batch = RatingBatch.of(new int[] {1}, new int[] {1}, new float[] {5});

    assertThat(graph.output(false, batch.getFeatures())[0])
        .isEqualTo(plain.output(false, batch.getFeatures())[0]);
    graph.fit(batch);
    plain.fit(batch);
    assertThat(graph.params()).isNotEqualTo(plain.params());
  }

  private static double bias(RatingNetwork network) {
    return network.create(5, 3.5).getLayer("stars").getParam("b").getDouble(0);
  }

  private static ComputationGraph create(List<Integer> hidden) {
    return new RatingNetwork(TestNetworks.small(hidden), TWO_AND_THREE, DESCENT).create(5, 3.5);
  }
}
