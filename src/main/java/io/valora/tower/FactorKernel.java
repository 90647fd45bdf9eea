package io.valora.tower;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A product of two sums of embeddings, each with a bias in front:
 *
 * <pre>
 *   x = [bₗ; l; bᵣ; r]              [batch, 2 · (1 + factors)]
 *   output = &lt;l, r&gt; + bₗ + bᵣ + b   [batch, 1]
 * </pre>
 *
 * With a table of users and one of items it is biased matrix factorization (Koren, Bell and
 * Volinsky, 2009), with the items that a user rated SVD++ (Koren, 2008), with columns of users and
 * items a factorization machine's cross terms (Rendle, 2010), and without factors a linear model.
 * Tables of one number add to the biases alone.
 */
final class FactorKernel implements HeadKernel {
  private static final int BLOCK = 4096;

  private final TowerShape shape;
  private final FloatPointer weights;
  private final FloatPointer gradients;
  private final int side;
  private final int step;
  private final float[] block;

  FactorKernel(TowerShape shape, FloatPointer weights, FloatPointer gradients) {
    this.shape = shape;
    this.weights = weights;
    this.gradients = gradients;
    this.side = shape.input() / 2;
    this.step = Math.max(1, BLOCK / (shape.input() + 1));
    this.block = new float[step * (shape.input() + 1)];
  }

  @Override
  public double train(TowerBatch batch, long seed) {
    float bias = weights.get(0);
    float share = 1f / batch.rows();
    double loss = 0;
    double biasGradient = 0;
    for (int from = 0; from < batch.rows(); from += step) {
      int rows = Math.min(step, batch.rows() - from);
      batch.read(from, rows, block);
      for (int row = 0; row < rows; row++) {
        float output = output(row, bias);
        float label = batch.label(from + row);
        float gradient = shape.loss().derivative(output, label) * share;
        loss += shape.loss().of(output, label);
        biasGradient += gradient;
        replaceWithGradients(row, gradient);
      }
      batch.learn(from, rows, block);
    }
    gradients.put(0, (float) biasGradient);
    return loss / batch.rows();
  }

  @Override
  public void score(TowerBatch batch, float[] into) {
    float bias = weights.get(0);
    for (int from = 0; from < batch.rows(); from += step) {
      int rows = Math.min(step, batch.rows() - from);
      batch.read(from, rows, block);
      for (int row = 0; row < rows; row++) {
        into[from + row] = output(row, bias);
      }
    }
  }

  @Override
  public void close() {}

  private float output(int row, float bias) {
    int left = row * (2 * side + 1);
    int right = left + side;
    float sum = bias + block[left] + block[right];
    for (int k = 1; k < side; k++) {
      sum += block[left + k] * block[right + k];
    }
    return sum;
  }

  /** Overwrites a row's inputs with the loss's gradients with respect to them. */
  private void replaceWithGradients(int row, float gradient) {
    int left = row * (2 * side + 1);
    int right = left + side;
    block[left] = gradient;
    block[right] = gradient;
    for (int k = 1; k < side; k++) {
      float before = block[left + k];
      block[left + k] = gradient * block[right + k];
      block[right + k] = gradient * before;
    }
  }
}
