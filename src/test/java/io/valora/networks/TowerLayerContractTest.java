package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.networks.OptimizerConfig.AdamMoments;
import io.valora.networks.OptimizerConfig.KerasStyleAdagrad;
import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What DL4J expects of a layer, and what the tower refuses. */
class TowerLayerContractTest {
  private static final KerasStyleAdagrad ADAGRAD = new KerasStyleAdagrad(0.1, 0.1, 1e-7);
  private static final MultiDataSet BATCH = TowerGraphs.batch(40, TowerLoss.MSE, 1);

  @Test
  void parametersStandRowByRowTablesFirst() {
    ComputationGraph graph = create(ADAGRAD);

    assertThat(graph.paramTable().keySet())
        .containsExactly(
            "stars_table-0",
            "stars_table-1",
            "stars_weights-0",
            "stars_bias-0",
            "stars_weights-1",
            "stars_bias-1");
    assertThat(graph.getParam("stars_table-0").shape()).containsExactly(31, 6);
    assertThat(graph.getParam("stars_weights-0").shape()).containsExactly(10, 9);
    assertThat(graph.getParam("stars_bias-0").shape()).containsExactly(9);
    assertThat(graph.params().getFloat(6))
        .isEqualTo(graph.getParam("stars_table-0").getFloat(1, 0));
    int weights = 31 * 6 + 21 * 4;
    assertThat(graph.params().getFloat(weights + 9))
        .isEqualTo(graph.getParam("stars_weights-0").getFloat(1, 0));
    assertThat(graph.params().getFloat(weights + 90 + 9 + 9)).isEqualTo(3);
  }

  @Test
  void weightsStartAsThoseOfTheStockGraph() {
    ComputationGraph graph = create(ADAGRAD);
    double glorot = Math.sqrt(6.0 / (10 + 9));

    assertThat(graph.getParam("stars_table-0").amaxNumber().doubleValue()).isBetween(0.04, 0.05);
    assertThat(graph.getParam("stars_weights-0").amaxNumber().doubleValue())
        .isBetween(0.8 * glorot, glorot);
    assertThat(graph.getParam("stars_bias-0").amaxNumber().doubleValue()).isZero();
    assertThat(graph.getParam("stars_bias-1").getDouble(0)).isEqualTo(3);
    assertThat(create(ADAGRAD).params()).isEqualTo(graph.params());
  }

  @Test
  void aSavedGraphGoesOnAsIfItHadNotBeenSaved() throws IOException {
    for (OptimizerConfig optimizer : List.of(ADAGRAD, new AdamMoments(0.01, 1e-7))) {
      ComputationGraph graph = create(optimizer);
      graph.fit(BATCH);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ModelSerializer.writeModel(graph, bytes, true);

      ComputationGraph read =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(bytes.toByteArray()), true);

      assertThat(read.getConfiguration()).isEqualTo(graph.getConfiguration());
      assertSameBits(read, graph);
      graph.fit(BATCH);
      read.fit(BATCH);
      assertSameBits(read, graph);
    }
  }

  @Test
  void jsonKeepsEverySetting() {
    TowerShape shape =
        new TowerShape(5, List.of(8, 2), Activation.TANH, TowerLoss.CROSS_ENTROPY, 0.1, 0.2);
    TowerLayer layer =
        new TowerLayer.Builder(List.of(new TableShape(9, 2), new TableShape(7, 3)), shape)
            .tableL2(0.25)
            .l2(0.5)
            .biasInit(2)
            .build();
    ComputationGraphConfiguration graph =
        graph(new NeuralNetConfiguration.Builder(), layer).getConfiguration();

    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(graph.toJson());

    assertThat(read).isEqualTo(graph);
    TowerLayer again =
        (TowerLayer) ((LayerVertex) read.getVertices().get("out")).getLayerConf().getLayer();
    assertThat(again.shape()).isEqualTo(shape);
    assertThat(again.tables()).isEqualTo(layer.tables());
    assertThat(again.getRegularizationByParam("table-1").toString()).contains("0.25");
    assertThat(again.getRegularizationByParam("weights-1").toString()).contains("0.5");
    assertThat(again.getRegularizationByParam("bias-1")).isNullOrEmpty();
  }

  @Test
  void aClonedGraphIsItsOwn() {
    ComputationGraph graph = create(ADAGRAD);
    graph.fit(BATCH);
    ComputationGraph copy = graph.clone();
    assertSameBits(copy, graph);
    INDArray before = copy.params().dup();
    graph.fit(BATCH);

    assertThat(copy.params()).isEqualTo(before);
    copy.fit(BATCH);
    assertSameBits(copy, graph);
  }

  @Test
  void aClosedGraphsArraysAreNotUsedAgain() {
    ComputationGraph graph = create(ADAGRAD);
    graph.fit(BATCH);
    INDArray params = graph.params().dup();
    INDArray output = graph.outputSingle(BATCH.getFeatures()).dup();

    ComputationGraph other = new ComputationGraph(graph.getConfiguration().clone());
    other.init(params, false);
    graph.close();

    assertThat(other.outputSingle(BATCH.getFeatures())).isEqualTo(output);
  }

  /** The tower's arrays then begin inside the graph's. */
  @Test
  void aTowerStandsBesideOtherLayers() {
    ComputationGraph both =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(ADAGRAD.updater())
                .graphBuilder()
                .addInputs("dense", "indices")
                .addLayer(
                    "first",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .nIn(3)
                        .nOut(1)
                        .build(),
                    "dense")
                .addLayer("tower", layer(), "indices")
                .setOutputs("first", "tower")
                .build());
    both.init();
    ComputationGraph alone =
        graph(new NeuralNetConfiguration.Builder().updater(ADAGRAD.updater()), layer());
    String table = "out_table-1";
    for (String key : alone.paramTable().keySet()) {
      alone.setParam(key, both.getParam(key.replace("out", "tower")));
    }
    INDArray indices = Nd4j.createFromArray(new int[][] {{1, 2}, {3, 4}, {1, 0}});
    INDArray labels = Nd4j.createFromArray(1f, 2f, 3f).reshape(3, 1);
    INDArray dense = Nd4j.ones(DataType.FLOAT, 3, 3);

    both.fit(new INDArray[] {dense, indices}, new INDArray[] {labels, labels});
    alone.fit(new INDArray[] {indices}, new INDArray[] {labels});

    assertThat(both.getParam(table.replace("out", "tower"))).isEqualTo(alone.getParam(table));
    assertThat(both.getParam("tower_weights-0")).isEqualTo(alone.getParam("out_weights-0"));
  }

  @Test
  void whatATowerCannotDoIsRefused() {
    ComputationGraph graph =
        graph(new NeuralNetConfiguration.Builder().updater(ADAGRAD.updater()), layer());
    INDArray indices = Nd4j.createFromArray(new int[][] {{1, 2}, {3, 4}});

    assertThatThrownBy(() -> graph.output(Nd4j.createFromArray(new int[][] {{1, 2, 3}})))
        .hasMessage("Cannot read the tower's input: its shape is [1, 3] (must be [batch, 2])");
    assertThatThrownBy(() -> graph.output(Nd4j.createFromArray(new int[][] {{1, 7}})))
        .hasMessage("Cannot read the tower's input: 7 is no row of table 1 (must be in [0, 7))");
    assertThatThrownBy(() -> graph.output(Nd4j.createFromArray(new int[][] {{-1, 0}})))
        .hasMessage("Cannot read the tower's input: -1 is no row of table 0 (must be in [0, 9))");
    assertThatThrownBy(
            () ->
                graph.fit(
                    new INDArray[] {indices}, new INDArray[] {Nd4j.ones(DataType.FLOAT, 3, 1)}))
        .hasMessage("Cannot read the tower's labels: there are 3 for 2 rows");
    assertThatThrownBy(() -> graph.getLayer("out").setMaskArray(Nd4j.ones(2)))
        .hasMessage("Cannot mask a tower: its rows are one step each");
    assertThatThrownBy(
            () -> graph(new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE), layer()))
        .hasMessage("Cannot build a tower: its numbers are FLOAT, not DOUBLE");
    assertThatThrownBy(() -> graph(new NeuralNetConfiguration.Builder().dropOut(0.5), layer()))
        .hasMessage("Cannot build a tower: its dropout is that of its shape, not DL4J's");
    assertThatThrownBy(() -> graph(new NeuralNetConfiguration.Builder().miniBatch(false), layer()))
        .hasMessage("Cannot build a tower: its loss is a mean over the batch, not a sum");
  }

  @Test
  void aTableOfMoreRowsThanFloatsCountIsReadAsWholeNumbersOnly() {
    TowerIndices indices = new TowerIndices(List.of(new TableShape((1 << 24) + 2, 1)), 0);
    int last = (1 << 24) + 1;

    assertThat(indices.read(Nd4j.createFromArray(new int[][] {{last}})).indices()[0][0])
        .isEqualTo(last);
    assertThatThrownBy(() -> indices.read(Nd4j.createFromArray(new float[][] {{1}})))
        .hasMessage(
            "Cannot read the tower's input: FLOAT can't tell the 16777218 rows of table 0 apart");
  }

  private static ComputationGraph create(OptimizerConfig optimizer) {
    EmbeddingNetworkConfig config =
        TowerGraphs.config(
            List.of(9), Activation.RELU, TowerLoss.MSE, new Regularization(0, 0, 0.01, 0.01));
    Vocabularies vocabularies = new Vocabularies(TowerGraphs.USERS, TowerGraphs.ITEMS);
    return new TowerNetwork(new RatingNetwork(config, vocabularies, optimizer)).create(1, 3);
  }

  private static TowerLayer layer() {
    TowerShape shape = new TowerShape(5, List.of(8), Activation.RELU, TowerLoss.MSE, 0, 0);
    return new TowerLayer.Builder(List.of(new TableShape(9, 2), new TableShape(7, 3)), shape)
        .build();
  }

  private static ComputationGraph graph(NeuralNetConfiguration.Builder settings, TowerLayer layer) {
    ComputationGraph graph =
        new ComputationGraph(
            settings
                .graphBuilder()
                .addInputs("indices")
                .addLayer("out", layer, "indices")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static void assertSameBits(ComputationGraph actual, ComputationGraph expected) {
    assertThat(actual.params().toFloatVector()).containsExactly(expected.params().toFloatVector());
    assertThat(actual.getUpdater().getStateViewArray().toFloatVector())
        .containsExactly(expected.getUpdater().getStateViewArray().toFloatVector());
  }
}
