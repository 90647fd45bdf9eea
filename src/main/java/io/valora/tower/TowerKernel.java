package io.valora.tower;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import io.valora.base.KeyedHash;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Forward, loss and backward of the dense layers, tile by tile: a tile's numbers stay in the cache
 * from its first product to its last, and nothing is allocated between batches. Products are
 * OpenBLAS's on native memory; elementwise operations are loops over arrays, which the JVM compiles
 * to vector instructions. For one thread at a time.
 */
public final class TowerKernel implements HeadKernel {
  /** Rows of a tile: as many as let the widest layers of usual towers stay in a core's L2 cache. */
  public static final int TILE = 256;

  private static final int BLOCK = 4096;

  private final TowerShape shape;
  private final FloatPointer[] weights;
  private final FloatPointer[] gradients;
  private final TowerTile[] inputs;
  private final float[] block;
  private final float[] outputBlock;
  private final FloatPointer output = new FloatPointer((long) TILE);
  private final float[] outputs = new float[TILE];
  private final FloatPointer outputGradient = new FloatPointer((long) TILE);
  private final OutputGradients outputGradients;

  /**
   * @param weights all of {@link TowerShape#weights()}; read whenever the kernel runs
   * @param gradients as many; overwritten by each {@link #train}
   */
  public TowerKernel(TowerShape shape, FloatPointer weights, FloatPointer gradients) {
    OpenBlas.useOneThread();
    this.shape = shape;
    this.weights = byLayer(shape, weights);
    this.gradients = byLayer(shape, gradients);
    this.inputs = new TowerTile[shape.layers()];
    int longest = BLOCK;
    for (int layer = 0; layer < inputs.length; layer++) {
      longest = Math.max(longest, shape.widthInto(layer) + 1);
      inputs[layer] = new TowerTile(TILE, shape.widthInto(layer), shape.dropoutInto(layer));
    }
    this.outputGradients = new OutputGradients(TILE, shape.widthInto(inputs.length - 1));
    this.block = new float[longest];
    this.outputBlock = new float[longest];
  }

  /**
   * The mean loss of a batch, without penalties; afterwards the gradients hold its derivatives with
   * respect to the weights, and the batch has received those with respect to its rows.
   *
   * @param seed of dropout
   */
  @Override
  public double train(TowerBatch batch, long seed) {
    double loss = 0;
    outputGradients.read(weights[inputs.length - 1]);
    for (int from = 0; from < batch.rows(); from += TILE) {
      int rows = Math.min(TILE, batch.rows() - from);
      inputs[0].read(batch, from, rows, block);
      for (int layer = 0; layer < inputs.length; layer++) {
        inputs[layer].drop(rows, KeyedHash.mix(seed + from + layer), block);
        product(layer, rows);
      }
      loss += lossGradients(batch, from, rows);
      backward(batch, from, rows);
    }
    return loss / batch.rows();
  }

  /** The outputs of a batch, without dropout; nothing is learned. */
  @Override
  public void score(TowerBatch batch, float[] into) {
    for (int from = 0; from < batch.rows(); from += TILE) {
      int rows = Math.min(TILE, batch.rows() - from);
      inputs[0].read(batch, from, rows, block);
      for (int layer = 0; layer < inputs.length; layer++) {
        product(layer, rows);
      }
      System.arraycopy(outputs, 0, into, from, rows);
    }
  }

  @Override
  public void close() {
    for (TowerTile input : inputs) {
      input.close();
    }
    output.close();
    outputGradient.close();
  }

  /** From the input of a layer to that of the next, or to the outputs. */
  private void product(int layer, int rows) {
    TowerTile input = inputs[layer];
    if (layer == inputs.length - 1) {
      cblas_sgemv(
          CblasRowMajor,
          CblasNoTrans,
          rows,
          input.stride(),
          1,
          input.values(),
          input.stride(),
          weights[layer],
          1,
          0,
          output,
          1);
      output.get(outputs, 0, rows);
      return;
    }
    TowerTile next = inputs[layer + 1];
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        next.width(),
        input.stride(),
        1,
        input.values(),
        input.stride(),
        weights[layer],
        next.width(),
        0,
        next.values(),
        next.stride());
    next.activate(shape.activation(), rows, block);
  }

  private double lossGradients(TowerBatch batch, int from, int rows) {
    double loss = 0;
    float share = 1f / batch.rows();
    float[] rowGradients = outputGradients.values();
    for (int row = 0; row < rows; row++) {
      float label = batch.label(from + row);
      loss += shape.loss().of(outputs[row], label);
      rowGradients[row] = shape.loss().derivative(outputs[row], label) * share;
    }
    outputGradient.put(rowGradients, 0, rows);
    return loss;
  }

  private void backward(TowerBatch batch, int from, int rows) {
    float keep = from == 0 ? 0 : 1;
    int last = inputs.length - 1;
    TowerTile below = inputs[last];
    cblas_sgemv(
        CblasRowMajor,
        CblasTrans,
        rows,
        below.stride(),
        1,
        below.values(),
        below.stride(),
        outputGradient,
        1,
        keep,
        gradients[last],
        1);
    if (last == 0) {
      below.learn(batch, from, outputGradients, rows, block);
      return;
    }
    below.backpropagate(shape.activation(), outputGradients, rows, block, outputBlock);
    for (int layer = last - 1; layer >= 0; layer--) {
      products(layer, rows, keep);
      if (layer > 0) {
        inputs[layer].backpropagate(shape.activation(), rows, block, outputBlock);
      }
    }
    inputs[0].learn(batch, from, rows, block);
  }

  /** A layer's gradients, and the gradients of its input. */
  private void products(int layer, int rows, float keep) {
    TowerTile above = inputs[layer + 1];
    TowerTile below = inputs[layer];
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        below.stride(),
        above.width(),
        rows,
        1,
        below.values(),
        below.stride(),
        above.gradients(),
        above.stride(),
        keep,
        gradients[layer],
        above.width());
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        below.width(),
        above.width(),
        1,
        above.gradients(),
        above.stride(),
        weights[layer],
        above.width(),
        0,
        below.gradients(),
        below.stride());
  }

  private static FloatPointer[] byLayer(TowerShape shape, FloatPointer all) {
    FloatPointer[] layers = new FloatPointer[shape.layers()];
    Arrays.setAll(layers, layer -> all.getPointer(shape.offset(layer)));
    return layers;
  }
}
