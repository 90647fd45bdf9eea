package io.valora.networks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Stars from a user and an item, as the ranking model of the recommenders' tutorials:
 *
 * <pre>
 *   user  [batch, 1] -> U[user]  [batch, d_user] \
 *                                                  x = [u; v]  [batch, d_user + d_item]
 *   item  [batch, 1] -> V[item]  [batch, d_item] /
 *   hₖ = f(hₖ₋₁ Wₖ + bₖ)   [batch, hiddenₖ],   h₀ = x
 *   stars = h W + b        [batch, 1]
 * </pre>
 *
 * U has one row per known user and row 0 for all unknown ones; V likewise. Tables start uniform in
 * [-0.05, 0.05], dense weights as Glorot and Bengio (2010) uniform, biases at 0 but the last.
 *
 * @param config shape, loss and regularization
 * @param vocabularies rows of the tables
 * @param optimizer written into the graph
 */
public record RatingNetwork(
    EmbeddingNetworkConfig config, Vocabularies vocabularies, OptimizerConfig optimizer) {
  private static final String USER = TowerGraph.USER;
  private static final String ITEM = TowerGraph.ITEM;
  private static final String USER_TABLE = "user-embedding";
  private static final String ITEM_TABLE = "item-embedding";
  private static final String BOTH = "embeddings";
  private static final String STARS = "stars";
  private static final double TABLE_BOUND = 0.05;

  /**
   * An untrained graph.
   *
   * @param seed of the starting weights, with 64 bits
   * @param meanRating in stars; where {@link InitialBias#MEAN} starts the last bias
   */
  public ComputationGraph create(long seed, double meanRating) {
    ComputationGraph graph = new ComputationGraph(configuration(seed, meanRating));
    graph.init();
    return graph;
  }

  ComputationGraphConfiguration configuration(long seed, double meanRating) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(optimizer.updater())
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .activation(Activation.valueOf(config.activation().name()))
            .l2(config.regularization().l2())
            .graphBuilder()
            .addInputs(USER, ITEM)
            .addLayer(
                USER_TABLE, table(vocabularies.userRows(), config.userEmbeddingDimension()), USER)
            .addLayer(
                ITEM_TABLE, table(vocabularies.itemRows(), config.itemEmbeddingDimension()), ITEM)
            .addVertex(BOTH, new MergeVertex(), USER_TABLE, ITEM_TABLE);
    addDense(graph, meanRating);
    return graph.setOutputs(STARS).build();
  }

  private void addDense(GraphBuilder graph, double meanRating) {
    String below = BOTH;
    int width = config.userEmbeddingDimension() + config.itemEmbeddingDimension();
    for (int k = 0; k < config.hidden().size(); k++) {
      String name = "hidden-" + (k + 1);
      DenseLayer.Builder layer = new DenseLayer.Builder().nIn(width).nOut(config.hidden().get(k));
      graph.addLayer(name, dropping(layer, below).build(), below);
      below = name;
      width = config.hidden().get(k);
    }
    OutputLayer.Builder stars =
        new OutputLayer.Builder(config.loss().function())
            .nIn(width)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .biasInit(config.initialBias() == InitialBias.MEAN ? meanRating : 0);
    graph.addLayer(STARS, dropping(stars, below).build(), below);
  }

  /** DL4J drops what comes into a layer, and takes the share that is kept. */
  private <B extends FeedForwardLayer.Builder<B>> B dropping(B layer, String below) {
    double share =
        below.equals(BOTH)
            ? config.regularization().embeddingDropout()
            : config.regularization().dropout();
    return share > 0 ? layer.dropOut(1 - share) : layer;
  }

  private EmbeddingLayer table(int rows, int dimension) {
    return new EmbeddingLayer.Builder()
        .nIn(rows)
        .nOut(dimension)
        .activation(Activation.IDENTITY)
        .weightInit(new UniformDistribution(-TABLE_BOUND, TABLE_BOUND))
        .l2(config.regularization().embeddingL2())
        .build();
  }
}
