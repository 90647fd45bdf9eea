package io.valora.networks;

import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The network of {@link RatingNetwork} as a tower: the same function of the same weights, trained
 * some times faster.
 */
public record TowerNetwork(RatingNetwork network) implements TrainableTower {
  @Override
  public TowerDesign design() {
    EmbeddingNetworkConfig config = network.config();
    Vocabularies vocabularies = network.vocabularies();
    Regularization regularization = config.regularization();
    List<TableShape> tables =
        List.of(
            new TableShape(vocabularies.userRows(), config.userEmbeddingDimension()),
            new TableShape(vocabularies.itemRows(), config.itemEmbeddingDimension()));
    TowerShape dense =
        new TowerShape(
            TableShape.width(tables),
            config.hidden(),
            config.activation(),
            config.loss().towerLoss(),
            regularization.dropout(),
            regularization.embeddingDropout());
    return new TowerDesign(
        tables,
        dense,
        network.optimizer().rule(),
        regularization.embeddingL2(),
        regularization.l2());
  }

  /** The weights that {@link RatingNetwork#create} starts from. */
  @Override
  public float[] startingParameters(long seed, double meanRating) {
    return StockTower.parameters(network.create(seed, meanRating));
  }

  /**
   * An untrained graph that DL4J trains, saves and loads: {@link TowerLayer} on the two indices of
   * a row.
   *
   * @param seed of the starting weights, with 64 bits
   * @param meanRating in stars; where {@link InitialBias#MEAN} starts the last bias
   */
  public ComputationGraph create(long seed, double meanRating) {
    ComputationGraph graph = new ComputationGraph(configuration(seed, meanRating));
    graph.init();
    return graph;
  }

  /** The graph of {@link #create}. */
  @Override
  public TrainedNetwork trained(float[] parameters) {
    return new TrainedNetwork(configuration(0, 0).toJson(), parameters);
  }

  private ComputationGraphConfiguration configuration(long seed, double meanRating) {
    EmbeddingNetworkConfig config = network.config();
    TowerDesign design = design();
    TowerLayer layer =
        new TowerLayer.Builder(design.tables(), design.dense())
            .l2(design.densePenalty())
            .tableL2(design.embeddingDecay())
            .biasInit(config.initialBias() == InitialBias.MEAN ? meanRating : 0)
            .build();
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(network.optimizer().updater())
        .graphBuilder()
        .addInputs(TowerGraph.USER, TowerGraph.ITEM)
        .addVertex(TowerGraph.INDICES, new MergeVertex(), TowerGraph.USER, TowerGraph.ITEM)
        .addLayer(TowerGraph.STARS, layer, TowerGraph.INDICES)
        .setOutputs(TowerGraph.STARS)
        .build();
  }
}
