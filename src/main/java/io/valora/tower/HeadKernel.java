package io.valora.tower;

import org.bytedeco.javacpp.FloatPointer;

/** Forward, loss and backward from the input of a tower on. For one thread at a time. */
public interface HeadKernel extends AutoCloseable {
  /**
   * The kernel of a shape.
   *
   * @param weights all of {@link TowerShape#weights()}; read whenever the kernel runs
   * @param gradients as many; overwritten by each {@link #train}
   */
  static HeadKernel of(TowerShape shape, FloatPointer weights, FloatPointer gradients) {
    return switch (shape.head()) {
      case DENSE -> new TowerKernel(shape, weights, gradients);
      case FACTORS -> new FactorKernel(shape, weights, gradients);
    };
  }

  /**
   * The mean loss of a batch, without penalties; afterwards the gradients hold its derivatives with
   * respect to the weights, and the batch has received those with respect to its rows.
   *
   * @param seed of dropout
   */
  double train(TowerBatch batch, long seed);

  /** The outputs of a batch, without dropout; nothing is learned. */
  void score(TowerBatch batch, float[] into);

  @Override
  void close();
}
