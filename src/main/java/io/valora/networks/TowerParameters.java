package io.valora.networks;

import io.valora.tower.TableShape;
import io.valora.tower.TowerShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameter layout of a {@link TowerLayer} in the flat arrays of a graph, all row by row: the
 * tables {@code table-0} … [rows, dimension], and then for each dense layer its {@code weights-0} …
 * [in, out] and its {@code bias-0} … [out].
 *
 * <p>Tables start uniform in [-0.05, 0.05], weights as the layer's {@code weightInit} says, biases
 * at 0 but the last.
 */
public final class TowerParameters implements ParamInitializer {
  static final TowerParameters INSTANCE = new TowerParameters();
  private static final String TABLE = "table-";
  private static final String WEIGHTS = "weights-";
  private static final String BIAS = "bias-";
  private static final double TABLE_BOUND = 0.05;
  private static final char ROW_BY_ROW = 'c';

  private TowerParameters() {}

  boolean isTable(String key) {
    return key.startsWith(TABLE);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.startsWith(BIAS);
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes(layer).values().stream().mapToLong(TowerParameters::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.copyOf(shapes(layer).keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isWeightParam(layer, key)).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    TowerLayer layer = (TowerLayer) configuration.getLayer();
    Map<String, INDArray> parameters = split(layer, view);
    parameters.keySet().forEach(configuration::addVariable);
    if (initialize) {
      parameters.forEach((key, values) -> start(layer, key, values));
    }
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    return split(configuration.getLayer(), view);
  }

  private void start(TowerLayer layer, String key, INDArray values) {
    if (isBiasParam(layer, key)) {
      boolean last = key.equals(BIAS + (layer.shape().layers() - 1));
      values.assign(last ? layer.getBiasInit() : 0);
      return;
    }
    IWeightInit initial =
        isTable(key)
            ? new WeightInitDistribution(new UniformDistribution(-TABLE_BOUND, TABLE_BOUND))
            : layer.getWeightInitFn();
    initial.init(values.size(0), values.size(1), values.shape(), ROW_BY_ROW, values.ravel());
  }

  private static Map<String, INDArray> split(Layer layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    long from = 0;
    for (Map.Entry<String, long[]> shape : shapes(layer).entrySet()) {
      long to = from + length(shape.getValue());
      parts.put(
          shape.getKey(),
          flat.get(NDArrayIndex.interval(from, to)).reshape(ROW_BY_ROW, shape.getValue()));
      from = to;
    }
    return parts;
  }

  private static Map<String, long[]> shapes(Layer layer) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    List<TableShape> tables = ((TowerLayer) layer).tables();
    for (int table = 0; table < tables.size(); table++) {
      TableShape shape = tables.get(table);
      shapes.put(TABLE + table, new long[] {shape.rows(), shape.dimension()});
    }
    TowerShape dense = ((TowerLayer) layer).shape();
    if (dense.head() == TowerShape.Head.FACTORS) {
      shapes.put(BIAS + 0, new long[] {1});
      return shapes;
    }
    for (int k = 0; k < dense.layers(); k++) {
      shapes.put(WEIGHTS + k, new long[] {dense.widthInto(k), dense.widthOutOf(k)});
      shapes.put(BIAS + k, new long[] {dense.widthOutOf(k)});
    }
    return shapes;
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }
}
