package io.valora.networks;

import io.valora.base.KeyedHash;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Any tower as a network: one {@link TowerLayer} on the rows that {@link TowerIndices} describes.
 *
 * <p>Tables start uniform in [-bound, bound], but the biases in front of factors at 0; dense
 * weights as Glorot and Bengio (2010) uniform, biases at 0 but the last.
 *
 * @param tableBound at least 0
 * @param initialBias where the last bias starts
 */
public record RowNetwork(
    TowerDesign design, OptimizerConfig optimizer, double tableBound, InitialBias initialBias)
    implements TrainableTower {
  @Override
  public float[] startingParameters(long seed, double meanLabel) {
    float[] parameters = new float[design.parameters()];
    int at = 0;
    for (TableShape table : design.tables()) {
      int numbers = table.rows() * table.dimension();
      fill(parameters, at, numbers, KeyedHash.mix(seed), tableBound);
      for (int row = 0; row < table.rows() && factors(); row++) {
        parameters[at + row * table.dimension()] = 0;
      }
      at += numbers;
    }
    TowerShape dense = design.dense();
    for (int layer = 0; layer < dense.layers() && !factors(); layer++) {
      int in = dense.widthInto(layer);
      int out = dense.widthOutOf(layer);
      double bound = Math.sqrt(6.0 / (in + out));
      fill(parameters, at + dense.offset(layer), in * out, KeyedHash.mix(seed), bound);
    }
    parameters[parameters.length - 1] = initialBias == InitialBias.MEAN ? (float) meanLabel : 0;
    return parameters;
  }

  @Override
  public TrainedNetwork trained(float[] parameters) {
    return new TrainedNetwork(configuration().toJson(), parameters);
  }

  private boolean factors() {
    return design.dense().head() == TowerShape.Head.FACTORS;
  }

  private ComputationGraphConfiguration configuration() {
    TowerLayer layer =
        new TowerLayer.Builder(design.tables(), design.dense())
            .l2(design.densePenalty())
            .tableL2(design.embeddingDecay())
            .build();
    return new NeuralNetConfiguration.Builder()
        .updater(optimizer.updater())
        .graphBuilder()
        .addInputs(TowerGraph.ROWS)
        .addLayer(TowerGraph.STARS, layer, TowerGraph.ROWS)
        .setOutputs(TowerGraph.STARS)
        .build();
  }

  private static void fill(float[] into, int from, int count, long seed, double bound) {
    for (int i = from; i < from + count; i++) {
      into[i] = (float) ((2 * KeyedHash.uniform(seed, i) - 1) * bound);
    }
  }
}
