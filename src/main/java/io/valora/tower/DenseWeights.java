package io.valora.tower;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The dense weights and their state on the heap, and the weights and gradients where products are.
 */
final class DenseWeights implements AutoCloseable {
  private final TowerDesign design;
  private final float[] weights;
  private final float[][] state;
  private final float[] gradients;
  private final FloatPointer sent;
  private final FloatPointer sentGradients;

  DenseWeights(TowerDesign design) {
    int count = design.dense().weights();
    this.design = design;
    this.weights = new float[count];
    this.gradients = new float[count];
    this.state = new float[design.rule().stateWidth()][count];
    this.sent = new FloatPointer((long) count);
    this.sentGradients = new FloatPointer((long) count);
  }

  FloatPointer sent() {
    return sent;
  }

  FloatPointer sentGradients() {
    return sentGradients;
  }

  /** Takes what {@link TowerState#dense()} holds. */
  void load(float[] dense) {
    System.arraycopy(dense, 0, weights, 0, weights.length);
    for (int k = 0; k < state.length; k++) {
      System.arraycopy(dense, (k + 1) * weights.length, state[k], 0, weights.length);
    }
    sent.put(weights);
  }

  /** The current values, laid out as in {@link TowerState#dense()}. */
  float[] now() {
    float[] dense = Arrays.copyOf(weights, design.numbersOfDense());
    for (int k = 0; k < state.length; k++) {
      System.arraycopy(state[k], 0, dense, (k + 1) * weights.length, weights.length);
    }
    return dense;
  }

  void update(long step) {
    sentGradients.get(gradients);
    if (design.densePenalty() > 0 && design.dense().head() == TowerShape.Head.DENSE) {
      penalize();
    }
    design.rule().apply(weights, state, gradients, weights.length, step);
    sent.put(weights);
  }

  private void penalize() {
    float penalty = (float) design.densePenalty();
    TowerShape shape = design.dense();
    for (int layer = 0; layer < shape.layers(); layer++) {
      int biases = shape.offset(layer) + shape.widthInto(layer) * shape.widthOutOf(layer);
      for (int i = shape.offset(layer); i < biases; i++) {
        gradients[i] += penalty * weights[i];
      }
    }
  }

  @Override
  public void close() {
    sent.close();
    sentGradients.close();
  }
}
