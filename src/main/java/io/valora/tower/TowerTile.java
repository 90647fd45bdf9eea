package io.valora.tower;

import io.valora.base.KeyedHash;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Activations and gradients at the input of one layer, for the rows of a tile, in native memory,
 * where matrix products run. A row has {@code width} numbers and a 1 that meets the layer's biases;
 * in the derivatives a 0. What is done to each number alone is done on the heap, where loops are
 * fast, in blocks so small that they don't leave the innermost cache.
 */
final class TowerTile implements AutoCloseable {
  private final int width;
  private final FloatPointer values;
  private final FloatPointer slopes;
  private final Dropout dropout;

  /**
   * @param dropout share in [0, 1) of the numbers that are set to 0
   */
  TowerTile(int rows, int width, double dropout) {
    int numbers = rows * (width + 1);
    this.width = width;
    this.values = new FloatPointer((long) numbers);
    this.slopes = new FloatPointer((long) numbers);
    this.dropout = dropout > 0 ? new Dropout(dropout, numbers) : null;
    float[] zeros = new float[numbers];
    slopes.put(zeros);
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

  FloatPointer slopes() {
    return slopes.position(0);
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

  /** Gives the derivatives to the batch. */
  void learn(TowerBatch batch, int from, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      slopes.position((long) row * stride()).get(block, 0, count * stride());
      learn(batch, from, row, count, block);
    }
  }

  /** The same when one output is above. */
  void learn(TowerBatch batch, int from, OutputGradients above, int rows, float[] block) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      above.write(row, count, block);
      learn(batch, from, row, count, block);
    }
  }

  private void learn(TowerBatch batch, int from, int row, int count, float[] block) {
    if (dropout != null) {
      dropout.apply(block, row * stride(), count * stride());
    }
    batch.learn(from + row, count, block);
  }

  /** From the sums of the layer below to what it gives. */
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

  /** From the derivatives by what the layer below gave to those by its sums. */
  void passSlopes(Activation activation, int rows, float[] block, float[] outputs) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      slopes.position((long) row * stride()).get(block, 0, count * stride());
      passSlopes(activation, row, count, block, outputs);
    }
  }

  /**
   * The same when one output is above: the derivatives by a row are its slope times the weights.
   */
  void passSlopes(
      Activation activation, OutputGradients above, int rows, float[] block, float[] outputs) {
    int step = block.length / stride();
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      above.write(row, count, block);
      passSlopes(activation, row, count, block, outputs);
    }
  }

  private void passSlopes(
      Activation activation, int row, int rows, float[] block, float[] outputs) {
    int count = rows * stride();
    values.position((long) row * stride()).get(outputs, 0, count);
    if (dropout != null) {
      dropout.apply(block, row * stride(), count);
      dropout.undoScale(outputs, count);
    }
    activation.multiplyBySlope(block, outputs, count);
    slopes.position((long) row * stride()).put(block, 0, count);
  }

  @Override
  public void close() {
    values.close();
    slopes.close();
  }
}
