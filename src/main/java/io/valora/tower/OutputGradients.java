package io.valora.tower;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Gradients of the loss with respect to the output of each row of a tile, backpropagated to the
 * output layer's input.
 */
final class OutputGradients {
  private final float[] values;
  private final float[] weights;

  /**
   * @param width of the output layer's input
   */
  OutputGradients(int rows, int width) {
    this.values = new float[rows];
    this.weights = new float[width];
  }

  /** Takes the output layer's weights as they are before a batch. */
  void read(FloatPointer layer) {
    layer.get(weights);
  }

  /** By the tile's rows. */
  float[] values() {
    return values;
  }

  /** Writes the derivatives by the output layer's input, each row with a 0 behind it. */
  void write(int from, int rows, float[] block) {
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      float gradient = values[row];
      for (int k = 0; k < weights.length; k++) {
        block[at + k] = gradient * weights[k];
      }
      at += weights.length;
      block[at++] = 0f;
    }
  }
}
