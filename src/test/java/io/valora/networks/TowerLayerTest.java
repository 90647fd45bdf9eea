package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.OptimizerConfig.AdamMoments;
import io.valora.networks.OptimizerConfig.GradientDescent;
import io.valora.networks.OptimizerConfig.KerasStyleAdagrad;
import io.valora.networks.OptimizerConfig.NesterovMomentum;
import io.valora.tower.Activation;
import io.valora.tower.TowerLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The tower does what DL4J's own layers do with the same weights. */
class TowerLayerTest {
  private static final GradientDescent DESCENT = new GradientDescent(0.1);
  private static final KerasStyleAdagrad ADAGRAD = new KerasStyleAdagrad(0.1, 0.1, 1e-7);

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (List<Integer> hidden :
        List.of(List.<Integer>of(), List.of(7), List.of(300), List.of(9, 8, 5))) {
      for (Activation activation : Activation.values()) {
        for (TowerLoss loss : TowerLoss.values()) {
          shapes.add(Arguments.of(hidden, activation, loss));
        }
      }
    }
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAndLossAreThoseOfStockLayers(
      List<Integer> hidden, Activation activation, TowerLoss loss) {
    TowerGraphs graphs = TowerGraphs.of(hidden, activation, loss, DESCENT);
    for (int rows : new int[] {1, 5, 256, 257, 600}) {
      MultiDataSet batch = TowerGraphs.batch(rows, loss, rows);
      List<float[]> expected = gradients(graphs.stock(), batch);
      List<float[]> actual = gradients(graphs.tower(), batch);

      assertThat(graphs.tower().score()).isCloseTo(graphs.stock().score(), within(1e-5));
      assertThat(actual).hasSameSizeAs(expected);
      for (int array = 0; array < expected.size(); array++) {
        assertClose(actual.get(array), expected.get(array), 1f / rows);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputsAndScoresAreThoseOfStockLayers(
      List<Integer> hidden, Activation activation, TowerLoss loss) {
    TowerGraphs graphs = TowerGraphs.of(hidden, activation, loss, DESCENT);
    MultiDataSet batch = TowerGraphs.batch(300, loss, 1);

    assertThat(graphs.tower().outputSingle(batch.getFeatures()).toFloatVector())
        .containsExactly(
            graphs.stock().outputSingle(batch.getFeatures()).toFloatVector(), within(1e-5f));
    assertThat(graphs.tower().score(batch)).isCloseTo(graphs.stock().score(batch), within(1e-5));
    assertThat(graphs.tower().scoreExamples(batch, true).toFloatVector())
        .containsExactly(graphs.stock().scoreExamples(batch, true).toFloatVector(), within(1e-4f));
  }

  @Test
  void trainingGoesTheWayOfStockLayers() {
    for (OptimizerConfig optimizer :
        List.of(DESCENT, ADAGRAD, new AdamMoments(0.01, 1e-7), new NesterovMomentum(0.01, 0.9))) {
      TowerGraphs graphs = TowerGraphs.of(List.of(9, 5), Activation.TANH, TowerLoss.MSE, optimizer);
      for (int step = 0; step < 20; step++) {
        MultiDataSet batch = TowerGraphs.batch(64 + step, TowerLoss.MSE, step);
        graphs.stock().fit(batch);
        graphs.tower().fit(batch);
        assertThat(graphs.tower().score()).isCloseTo(graphs.stock().score(), within(1e-4));
      }
      assertSameWeights(graphs);
    }
  }

  @Test
  void penaltiesAreThoseOfStockLayers() {
    Regularization penalties = new Regularization(0, 0, 0.02, 0.01);
    TowerGraphs graphs =
        TowerGraphs.of(
            TowerGraphs.config(List.of(9), Activation.RELU, TowerLoss.MSE, penalties),
            TowerLoss.MSE,
            DESCENT);
    for (int step = 0; step < 5; step++) {
      MultiDataSet batch = TowerGraphs.batch(16, TowerLoss.MSE, step);
      assertThat(graphs.tower().score(batch)).isCloseTo(graphs.stock().score(batch), within(1e-5));
      graphs.stock().fit(batch);
      graphs.tower().fit(batch);
      assertThat(graphs.tower().score()).isCloseTo(graphs.stock().score(), within(1e-5));
    }
    assertSameWeights(graphs);
  }

  @Test
  void dropoutIsDrawnFromNd4jAndForTrainingOnly() {
    Regularization dropout = new Regularization(0.5, 0.25, 0, 0);
    EmbeddingNetworkConfig config =
        TowerGraphs.config(List.of(9), Activation.RELU, TowerLoss.MSE, dropout);
    MultiDataSet batch = TowerGraphs.batch(300, TowerLoss.MSE, 1);
    ComputationGraph graph = TowerGraphs.of(config, TowerLoss.MSE, DESCENT).tower();
    ComputationGraph plain =
        TowerGraphs.of(List.of(9), Activation.RELU, TowerLoss.MSE, DESCENT).tower();

    assertThat(graph.outputSingle(batch.getFeatures()))
        .isEqualTo(plain.outputSingle(batch.getFeatures()));
    assertThat(seeded(5, graph, batch)).isEqualTo(seeded(5, graph, batch));
    assertThat(seeded(5, graph, batch)).isNotEqualTo(seeded(6, graph, batch));
  }

  private static List<Float> seeded(long seed, ComputationGraph graph, MultiDataSet batch) {
    Nd4j.getRandom().setSeed(seed);
    List<Float> all = new ArrayList<>();
    for (float[] array : gradients(graph, batch)) {
      for (float gradient : array) {
        all.add(gradient);
      }
    }
    return all;
  }

  private static List<float[]> gradients(ComputationGraph graph, MultiDataSet batch) {
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.computeGradientAndScore();
    List<float[]> gradients = new ArrayList<>();
    for (String key : graph.paramTable().keySet()) {
      gradients.add(rowByRow(graph.gradient().getGradientFor(key)));
    }
    return gradients;
  }

  private static void assertSameWeights(TowerGraphs graphs) {
    List<INDArray> stock = List.copyOf(graphs.stock().paramTable().values());
    List<INDArray> tower = List.copyOf(graphs.tower().paramTable().values());
    for (int array = 0; array < stock.size(); array++) {
      assertThat(rowByRow(tower.get(array)))
          .containsExactly(rowByRow(stock.get(array)), within(1e-4f));
    }
  }

  private static void assertClose(float[] actual, float[] expected, float scale) {
    float largest = Float.MIN_NORMAL;
    for (float gradient : expected) {
      largest = Math.max(largest, Math.abs(gradient * scale));
    }
    float[] scaled = expected.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scale;
    }
    assertThat(actual).containsExactly(scaled, within(1e-5f * largest));
  }

  private static float[] rowByRow(INDArray array) {
    return Nd4j.toFlattened('c', array).toFloatVector();
  }
}
