package io.valora.networks;

import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;

/** A graph of {@link RatingNetwork}, whose stock layers make the same function as a tower. */
final class StockTower {
  private StockTower() {}

  /** The same function of the same weights, put into the tower's order. */
  static RowKernel of(ComputationGraph graph) {
    List<TableShape> tables = new ArrayList<>();
    List<Integer> hidden = new ArrayList<>();
    Activation activation = Activation.IDENTITY;
    TowerLoss loss = TowerLoss.MSE;
    for (BaseLayer layer : layers(graph)) {
      if (layer instanceof EmbeddingLayer table) {
        tables.add(new TableShape((int) table.getNIn(), (int) table.getNOut()));
      } else if (layer instanceof OutputLayer output) {
        loss = loss(output);
      } else {
        hidden.add((int) ((FeedForwardLayer) layer).getNOut());
        activation = activation(layer);
      }
    }
    TowerShape shape = new TowerShape(TableShape.width(tables), hidden, activation, loss, 0, 0);
    return new RowKernel(tables, shape, parameters(graph));
  }

  private static List<BaseLayer> layers(ComputationGraph graph) {
    List<BaseLayer> layers = new ArrayList<>();
    Map<String, GraphVertex> vertices = graph.getConfiguration().getVertices();
    for (String name : graph.getConfiguration().getTopologicalOrderStr()) {
      if (vertices.get(name) instanceof LayerVertex vertex) {
        layers.add(known(name, vertex));
      }
    }
    return layers;
  }

  private static BaseLayer known(String name, LayerVertex vertex) {
    org.deeplearning4j.nn.conf.layers.Layer layer = vertex.getLayerConf().getLayer();
    if (layer instanceof EmbeddingLayer
        || layer instanceof DenseLayer
        || layer instanceof OutputLayer) {
      return (BaseLayer) layer;
    }
    throw new IllegalArgumentException("The layer %s is no part of a tower".formatted(name));
  }

  private static Activation activation(BaseLayer layer) {
    return Activation.valueOf(layer.getActivationFn().toString().toUpperCase(Locale.ROOT));
  }

  private static TowerLoss loss(OutputLayer output) {
    if (output.getLossFn() instanceof LossBinaryXENT) {
      return TowerLoss.CROSS_ENTROPY;
    }
    return output.getLossFn() instanceof LossMAE ? TowerLoss.MAE : TowerLoss.MSE;
  }

  /** DL4J keeps matrices column by column. */
  static float[] parameters(ComputationGraph graph) {
    float[] parameters = new float[(int) graph.numParams()];
    int to = 0;
    for (INDArray array : graph.paramTable().values()) {
      float[] rowByRow = Nd4j.toFlattened('c', array).toFloatVector();
      System.arraycopy(rowByRow, 0, parameters, to, rowByRow.length);
      to += rowByRow.length;
    }
    return parameters;
  }
}
