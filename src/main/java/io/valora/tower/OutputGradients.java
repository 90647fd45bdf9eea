package io.valora.tower;

import org.bytedeco.javacpp.FloatPointer;

/** The loss's derivatives by the output of each row of a tile, and so by what the output is of. */
final class OutputGradients {
  private final float[] slopes;
  private final float[] weights;

  /**
   * @param width of the output layer's input
   */
  OutputGradients(int rows, int width) {
    this.slopes = new float[rows];
    this.weights = new float[width];
  }

  /** Takes the output layer's weights as they are before a batch. */
  void read(FloatPointer layer) {
    layer.get(weights);
  }

  /** By the tile's rows. */
  float[] slopes() {
    return slopes;
  }

  /** Writes the derivatives by the output layer's input, each row with a 0 behind it. */
  void write(int from, int rows, float[] block) {
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      float slope = slopes[row];
      for (int k = 0; k < weights.length; k++) {
        block[at + k] = slope * weights[k];
      }
      at += weights.length;
      block[at++] = 0f;
    }
  }
}
