package io.valora.networks;

import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network of {@link RatingNetwork} as a tower: the same function of the same weights, trained
 * some times faster.
 */
public record TowerNetwork(RatingNetwork network) {
  /** How it is trained. */
  public TowerDesign design() {
    NetworkConfig config = network.config();
    Vocabularies vocabularies = network.vocabularies();
    Regularization regularization = config.regularization();
    TowerShape dense =
        new TowerShape(
            config.userEmbeddingDimension() + config.itemEmbeddingDimension(),
            config.hidden(),
            config.activation(),
            config.loss().towerLoss(),
            regularization.dropout(),
            regularization.embeddingDropout());
    return new TowerDesign(
        List.of(
            new TableShape(vocabularies.userRows(), config.userEmbeddingDimension()),
            new TableShape(vocabularies.itemRows(), config.itemEmbeddingDimension())),
        dense,
        network.optimizer().rule(),
        regularization.embeddingL2(),
        regularization.l2());
  }

  /** The weights that {@link RatingNetwork#create} starts from, in the tower's order. */
  public float[] startingParameters(long seed, double meanRating) {
    ComputationGraph graph = network.create(seed, meanRating);
    float[] parameters = new float[(int) graph.numParams()];
    int to = 0;
    for (INDArray array : graph.paramTable().values()) {
      float[] rowByRow = Nd4j.toFlattened('c', array).toFloatVector();
      System.arraycopy(rowByRow, 0, parameters, to, rowByRow.length);
      to += rowByRow.length;
    }
    return parameters;
  }

  /** A graph with these weights, which are in the tower's order. */
  public TrainedNetwork trained(float[] parameters) {
    ComputationGraph graph = network.create(0, 0);
    int from = 0;
    for (INDArray array : graph.paramTable().values()) {
      INDArray values =
          Nd4j.createFromArray(
              java.util.Arrays.copyOfRange(parameters, from, from + (int) array.length()));
      array.assign(values.reshape('c', array.shape()));
      from += (int) array.length();
    }
    return TrainedNetwork.of(graph);
  }
}
