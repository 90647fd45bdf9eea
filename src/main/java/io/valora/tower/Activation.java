package io.valora.tower;

/** Activation function of the hidden layers. */
public enum Activation {
  /** max(0, x). */
  RELU {
    @Override
    public void apply(float[] values, int length) {
      for (int i = 0; i < length; i++) {
        values[i] = Math.max(values[i], 0f);
      }
    }

    /** The derivative is 0 or 1, as a product and a minimum so that the loop runs on vectors. */
    @Override
    void multiplyByDerivative(float[] gradients, float[] outputs, int length) {
      for (int i = 0; i < length; i++) {
        gradients[i] *= Math.min(outputs[i] * LARGE, 1f);
      }
    }
  },
  TANH {
    @Override
    public void apply(float[] values, int length) {
      for (int i = 0; i < length; i++) {
        values[i] = (float) Math.tanh(values[i]);
      }
    }

    @Override
    void multiplyByDerivative(float[] gradients, float[] outputs, int length) {
      for (int i = 0; i < length; i++) {
        gradients[i] *= 1f - outputs[i] * outputs[i];
      }
    }
  },
  /** x itself: the network is then linear in its inputs. */
  IDENTITY {
    @Override
    public void apply(float[] values, int length) {}

    @Override
    void multiplyByDerivative(float[] gradients, float[] outputs, int length) {}
  };

  private static final float LARGE = Float.MAX_VALUE;

  /** f in place. */
  public abstract void apply(float[] values, int length);

  /** Multiplies by f', which all of these functions compute from their outputs. */
  abstract void multiplyByDerivative(float[] gradients, float[] outputs, int length);
}
