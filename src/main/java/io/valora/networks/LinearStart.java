package io.valora.networks;

import io.valora.tower.Activation;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.Arrays;

/**
 * A network over the numbers of a row that starts as a line through them: the weights of the line
 * run through each hidden layer in a pair of units, relu(v) − relu(−v) = v, or in one unit where
 * the activation is (nearly) linear. The other units start as they would without, and add nothing
 * to the answer until training gives them weight. Training can only bend the line where that helps.
 *
 * @param network has no tables
 */
public record LinearStart(RowNetwork network) implements TrainableTower {
  /** Small enough for tanh(x) to be x, to less than a thousandth of a standard deviation. */
  private static final float NEARLY_LINEAR = 0.003f;

  @Override
  public TowerDesign design() {
    return network.design();
  }

  @Override
  public float[] startingParameters(long seed, double meanLabel) {
    return network.startingParameters(seed, meanLabel);
  }

  @Override
  public boolean startsAsLine() {
    int needed = dense().activation() == Activation.RELU ? 2 : 1;
    return dense().hidden().stream().allMatch(width -> width >= needed);
  }

  @Override
  public float[] startingAsLine(long seed, double[] line) {
    float[] parameters = network.startingParameters(seed, 0);
    int layers = dense().layers();
    for (int in = 0; in < line.length; in++) {
      lead(parameters, 0, in, (float) line[in]);
    }
    for (int layer = 1; layer < layers; layer++) {
      silence(parameters, layer);
      lead(parameters, layer, 0, 1);
      if (dense().activation() == Activation.RELU) {
        lead(parameters, layer, 1, -1);
      }
    }
    return parameters;
  }

  @Override
  public TrainedNetwork trained(float[] parameters) {
    return network.trained(parameters);
  }

  private TowerShape dense() {
    return network.design().dense();
  }

  /** Gives the units that carry the line in one layer the weight of one input. */
  private void lead(float[] parameters, int layer, int in, float weight) {
    int out = dense().widthOutOf(layer);
    int at = dense().offset(layer) + in * out;
    float size = weight * growth(layer);
    parameters[at] = size;
    if (layer < dense().layers() - 1 && dense().activation() == Activation.RELU) {
      parameters[at + 1] = -size;
    }
  }

  /** Takes all inputs from the units that carry the line: in the last layer, from the answer. */
  private void silence(float[] parameters, int layer) {
    int out = dense().widthOutOf(layer);
    int carrying = layer == dense().layers() - 1 || dense().activation() != Activation.RELU ? 1 : 2;
    for (int in = 0; in < dense().widthInto(layer); in++) {
      int at = dense().offset(layer) + in * out;
      Arrays.fill(parameters, at, at + carrying, 0f);
    }
  }

  /** Factor of the line in a layer: it is made small for tanh, and its own size in the end. */
  private float growth(int layer) {
    boolean shrinks = dense().activation() == Activation.TANH && dense().layers() > 1;
    if (!shrinks || layer > 0 && layer < dense().layers() - 1) {
      return 1;
    }
    return layer == 0 ? NEARLY_LINEAR : 1 / NEARLY_LINEAR;
  }
}
