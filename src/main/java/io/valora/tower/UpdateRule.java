package io.valora.tower;

import java.io.Serializable;

/**
 * Optimizer update rule. A rule is the same for every weight, so that it can be applied to any of
 * them at any time: weights without a gradient are left alone. For Adagrad and gradient descent
 * that equals the update of all weights; for the others it is their usual lazy form.
 */
public sealed interface UpdateRule extends Serializable {
  /** The learning rate. */
  float rate();

  /** Numbers of state that each weight has. */
  int stateWidth();

  /** The initial value of each number of state. */
  default float initialState() {
    return 0;
  }

  /**
   * Updates the first {@code length} weights and their state.
   *
   * @param state {@link #stateWidth()} arrays, each in the order of the weights
   * @param step from 1, the same on every shard
   */
  void apply(float[] weights, float[][] state, float[] gradients, int length, long step);

  /** w -= rate · g. */
  record GradientDescent(float rate) implements UpdateRule {
    @Override
    public int stateWidth() {
      return 0;
    }

    @Override
    public void apply(float[] weights, float[][] state, float[] gradients, int length, long step) {
      for (int i = 0; i < length; i++) {
        weights[i] -= rate * gradients[i];
      }
    }
  }

  /** Adagrad as in Keras: a += g², w -= rate · g / √(a + epsilon). */
  record Adagrad(float rate, float initialState, float epsilon) implements UpdateRule {
    @Override
    public int stateWidth() {
      return 1;
    }

    @Override
    public void apply(float[] weights, float[][] state, float[] gradients, int length, long step) {
      float[] sums = state[0];
      for (int i = 0; i < length; i++) {
        sums[i] += gradients[i] * gradients[i];
        weights[i] -= rate * gradients[i] / (float) Math.sqrt(sums[i] + epsilon);
      }
    }
  }

  /** Adam (Kingma and Ba, 2015); the moments of a weight move only when it has a gradient. */
  record Adam(float rate, float epsilon) implements UpdateRule {
    private static final float MEAN_DECAY = 0.9f;
    private static final float SQUARE_DECAY = 0.999f;

    @Override
    public int stateWidth() {
      return 2;
    }

    @Override
    public void apply(float[] weights, float[][] state, float[] gradients, int length, long step) {
      float[] means = state[0];
      float[] squares = state[1];
      float corrected = correctedRate(step);
      for (int i = 0; i < length; i++) {
        float gradient = gradients[i];
        means[i] = MEAN_DECAY * means[i] + (1 - MEAN_DECAY) * gradient;
        squares[i] = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * gradient * gradient;
        weights[i] -= corrected * means[i] / ((float) Math.sqrt(squares[i]) + epsilon);
      }
    }

    private float correctedRate(long step) {
      double squareBias = 1 - StrictMath.pow(SQUARE_DECAY, step);
      return (float) (rate * Math.sqrt(squareBias) / (1 - StrictMath.pow(MEAN_DECAY, step)));
    }
  }

  /** Nesterov's accelerated gradient, as DL4J writes it. */
  record Nesterov(float rate, float momentum) implements UpdateRule {
    @Override
    public int stateWidth() {
      return 1;
    }

    @Override
    public void apply(float[] weights, float[][] state, float[] gradients, int length, long step) {
      float[] velocities = state[0];
      for (int i = 0; i < length; i++) {
        float before = velocities[i];
        velocities[i] = momentum * before - rate * gradients[i];
        weights[i] += (1 + momentum) * velocities[i] - momentum * before;
      }
    }
  }
}
