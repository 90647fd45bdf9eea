package io.valora.tower;

import io.valora.base.KeyedHash;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Activations and gradients at the input of one layer, for the rows of a tile, in native memory,
 * where matrix products run. A row has {@code width} numbers and a 1 that meets the layer's biases;
 * in the gradients a 0. Elementwise operations run on the heap, where loops are fast, in blocks
 * small enough for the innermost cache.
 */
final class TowerTile implements AutoCloseable {
  private final int width;
  private final FloatPointer values;
  private final FloatPointer gradients;
  private final Dropout dropout;

  /**
   * @param dropout share in [0, 1) of the numbers that are set to 0
   */
  TowerTile(int rows, int width, double dropout) {
    int numbers = rows * (width + 1);
    this.width = width;
    this.values = new FloatPointer((long) numbers);
    this.gradients = new FloatPointer((long) numbers);
    this.dropout = dropout > 0 ? new Dropout(dropout, numbers) : null;
    float[] zeros = new float[numbers];
    gradients.put(zeros);
    Arrays.fill(zeros, 1f);
    values.put(zeros);
  }

  int width() {
    return width;
  }

  /** Numbers from one row to the next. */
  int stride() {
    return width + 1;
  }

  FloatPointer values() {
    return values.position(0);
  }

  FloatPointer gradients() {
    return gradients.position(0);
  }

  /** Fills in rows of a batch. */
  void read(TowerBatch batch, int from, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      batch.read(from + row, count, block);
      for (int end = width; end < count * stride(); end += stride()) {
        block[end] = 1f;
      }
      values.position((long) row * stride()).put(block, 0, count * stride());
    }
  }

  /** Passes the input gradients on to the batch. */
  void learn(TowerBatch batch, int from, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      gradients.position((long) row * stride()).get(block, 0, count * stride());
      learn(batch, from, row, count, block);
    }
  }

  /** The same below the single output. */
  void learn(TowerBatch batch, int from, OutputGradients output, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      output.write(row, count, block);
      learn(batch, from, row, count, block);
    }
  }

  private void learn(TowerBatch batch, int from, int row, int count, float[] block) {
    if (dropout != null) {
      dropout.apply(block, row * stride(), count * stride());
    }
    batch.learn(from + row, count, block);
  }

  /** Applies the activation function to the pre-activations of the layer below. */
  void activate(Activation activation, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows && activation != Activation.IDENTITY; row += step) {
      int count = Math.min(step, rows - row) * stride();
      values.position((long) row * stride()).get(block, 0, count);
      activation.apply(block, count);
      for (int end = width; end < count; end += stride()) {
        block[end] = 1f;
      }
      values.put(block, 0, count);
    }
  }

  /** Drops some of the values. */
  void drop(int rows, long seed, float[] block) {
    if (dropout == null) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      dropout.draw(KeyedHash.mix(seed + row), row * stride(), width);
    }
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row) * stride();
      values.position((long) row * stride()).get(block, 0, count);
      dropout.apply(block, row * stride(), count);
      values.put(block, 0, count);
    }
  }

  /** From the gradients of the activations to those of the pre-activations of the layer below. */
  void backpropagate(Activation activation, int rows, float[] block, float[] outputs) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      gradients.position((long) row * stride()).get(block, 0, count * stride());
      backpropagate(activation, row, count, block, outputs);
    }
  }

  /**
   * The same below the single output: a row's gradients are its output gradient times the weights.
   */
  void backpropagate(
      Activation activation, OutputGradients output, int rows, float[] block, float[] outputs) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      output.write(row, count, block);
      backpropagate(activation, row, count, block, outputs);
    }
  }

  private void backpropagate(
      Activation activation, int row, int rows, float[] block, float[] outputs) {
    int count = rows * stride();
    values.position((long) row * stride()).get(outputs, 0, count);
    if (dropout != null) {
      dropout.apply(block, row * stride(), count);
      dropout.undoScale(outputs, count);
    }
    activation.multiplyByDerivative(block, outputs, count);
    gradients.position((long) row * stride()).put(block, 0, count);
  }

  @Override
  public void close() {
    values.close();
    gradients.close();
  }
}
