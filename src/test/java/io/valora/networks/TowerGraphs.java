package io.valora.networks;

import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** One network as a graph of stock layers and as a graph of one tower, with the same weights. */
record TowerGraphs(ComputationGraph stock, ComputationGraph tower) {
  static final int USERS = 30;
  static final int ITEMS = 20;

  static TowerGraphs of(
      List<Integer> hidden, Activation activation, TowerLoss loss, OptimizerConfig optimizer) {
    return of(config(hidden, activation, loss, Regularization.NONE), loss, optimizer);
  }

  /** With whatever the configuration says, but the loss. */
  static TowerGraphs of(EmbeddingNetworkConfig config, TowerLoss loss, OptimizerConfig optimizer) {
    RatingNetwork network = new RatingNetwork(config, new Vocabularies(USERS, ITEMS), optimizer);
    TowerGraphs graphs =
        loss == TowerLoss.CROSS_ENTROPY
            ? crossEntropy(network)
            : new TowerGraphs(network.create(1, 3), new TowerNetwork(network).create(1, 3));
    float[] parameters = new TowerNetwork(network).startingParameters(1, 3);
    graphs.tower.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return graphs;
  }

  static EmbeddingNetworkConfig config(
      List<Integer> hidden, Activation activation, TowerLoss loss, Regularization penalties) {
    return new EmbeddingNetworkConfig(
        6,
        4,
        hidden,
        activation,
        loss == TowerLoss.MAE ? RatingLoss.MAE : RatingLoss.MSE,
        InitialBias.MEAN,
        penalties);
  }

  /** Labels are 0 or 1 for cross-entropy, and stars otherwise. */
  static MultiDataSet batch(int rows, TowerLoss loss, long seed) {
    Random random = new Random(seed);
    int[] users = random.ints(rows, 0, USERS + 1).toArray();
    int[] items = random.ints(rows, 0, ITEMS + 1).toArray();
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] =
          loss == TowerLoss.CROSS_ENTROPY ? random.nextInt(2) : 1 + random.nextInt(9) / 2f;
    }
    return RatingBatch.of(users, items, labels);
  }

  private static TowerGraphs crossEntropy(RatingNetwork network) {
    ComputationGraphConfiguration stock = network.configuration(1, 3);
    OutputLayer last =
        (OutputLayer) ((LayerVertex) stock.getVertices().get("stars")).getLayerConf().getLayer();
    last.setLossFn(new LossBinaryXENT());
    last.setActivationFn(new ActivationSigmoid());
    TowerShape rating = new TowerNetwork(network).design().dense();
    TowerShape shape =
        new TowerShape(
            rating.input(), rating.hidden(), rating.activation(), TowerLoss.CROSS_ENTROPY, 0, 0);
    ComputationGraphConfiguration tower =
        new NeuralNetConfiguration.Builder()
            .updater(network.optimizer().updater())
            .graphBuilder()
            .addInputs("user", "item")
            .addVertex("indices", new MergeVertex(), "user", "item")
            .addLayer("stars", new TowerLayer.Builder(tables(), shape).build(), "indices")
            .setOutputs("stars")
            .build();
    TowerGraphs graphs = new TowerGraphs(new ComputationGraph(stock), new ComputationGraph(tower));
    graphs.stock.init();
    graphs.tower.init();
    return graphs;
  }

  static List<TableShape> tables() {
    return List.of(new TableShape(USERS + 1, 6), new TableShape(ITEMS + 1, 4));
  }
}
