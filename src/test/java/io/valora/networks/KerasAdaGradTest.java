package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.networks.TestNetworks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;

class KerasAdaGradTest {
  private static final float[][] GRADIENTS = {{1, -2, 0}, {0.5f, 0.25f, 0}, {-3, 1e-3f, 10}};

  /**
   * By hand with 0.1 for the learning rate and the initial accumulator: the accumulators are 1.1,
   * 4.1, 0.1; then 1.35, 4.1625, 0.1; then 10.35, 4.162501, 100.1. A step is 0.1 · g / √a.
   */
  private static final double[][] STEPS = {
    {0.0953462546, -0.0987729585, 0},
    {0.0430331467, 0.0122535769, 0},
    {-0.0932504804, 0.0000490143, 0.0999500374}
  };

  @Test
  void stepsFollowTheFormulaOfKeras() {
    GradientUpdater<KerasAdaGrad> updater =
        new KerasAdaGrad(0.1).instantiate(Nd4j.create(DataType.FLOAT, 3), true);

    for (int step = 0; step < GRADIENTS.length; step++) {
      INDArray gradient = Nd4j.createFromArray(GRADIENTS[step]);
      updater.applyUpdater(gradient, step, 0);
      for (int weight = 0; weight < 3; weight++) {
        assertThat(gradient.getDouble(weight))
            .as("step %d of weight %d", step, weight)
            .isCloseTo(STEPS[step][weight], within(2e-8));
      }
    }
    assertThat(updater.getState().get("accumulator").toFloatVector())
        .containsExactly(new float[] {10.35f, 4.162501f, 100.1f}, within(1e-5f));
  }

  @Test
  void stateThatIsHandedOverIsNotInitialized() {
    INDArray state = Nd4j.createFromArray(8.9f);
    GradientUpdater<KerasAdaGrad> updater = new KerasAdaGrad(0.1).instantiate(state, false);
    INDArray gradient = Nd4j.createFromArray(0.1f);

    updater.applyUpdater(gradient, 0, 0);

    assertThat(gradient.getDouble(0)).isCloseTo(0.1 * 0.1 / Math.sqrt(8.91), within(1e-8));
    assertThat(state.getDouble(0))
        .as("the view that averaging reads")
        .isCloseTo(8.91, within(1e-6));
  }

  @Test
  void stateCanBeHandedOverByName() {
    Map<String, INDArray> state = Map.of("accumulator", Nd4j.createFromArray(7f));

    assertThat(new KerasAdaGrad(0.1).instantiate(state, false).getState()).isEqualTo(state);
    assertThatThrownBy(() -> new KerasAdaGrad(0.1).instantiate(Map.of(), false))
        .hasMessage("The state must have the key 'accumulator' alone, not []");
  }

  @Test
  void aScheduleIsRefused() {
    assertThatThrownBy(() -> new KerasAdaGrad(0.1).setLrAndSchedule(0.1, new FixedSchedule(1)))
        .hasMessage("KerasAdaGrad has no learning rate schedule");
  }

  @Test
  void theGraphsJsonKeepsEveryNumber() {
    ComputationGraph graph = graph(new OptimizerConfig.KerasStyleAdagrad(0.3, 0.2, 1e-4));

    ComputationGraphConfiguration read =
        ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson());

    assertThat(read).isEqualTo(graph.getConfiguration());
    assertThat(new ComputationGraph(read).getConfiguration().toJson())
        .contains("\"learningRate\" : 0.3", "\"initialAccumulator\" : 0.2", "\"epsilon\" : 1.0E-4");
  }

  @Test
  void aSavedGraphGoesOnAsIfItHadNotBeenSaved() throws IOException {
    ComputationGraph graph = graph(new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
    graph.fit(batch());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, bytes, true);

    ComputationGraph read =
        ModelSerializer.restoreComputationGraph(
            new ByteArrayInputStream(bytes.toByteArray()), true);

    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(graph.getUpdater().getStateViewArray());
    graph.fit(batch());
    read.fit(batch());
    assertThat(read.params()).isEqualTo(graph.params());
  }

  private static MultiDataSet batch() {
    return RatingBatch.of(new int[] {1, 2, 0}, new int[] {1, 0, 2}, new float[] {1, 5, 3});
  }

  private static ComputationGraph graph(OptimizerConfig optimizer) {
    return new RatingNetwork(TestNetworks.small(List.of(4)), new Vocabularies(2, 2), optimizer)
        .create(7, 3);
  }
}
