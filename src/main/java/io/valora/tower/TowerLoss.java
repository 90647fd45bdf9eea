package io.valora.tower;

/** Loss function, averaged over the rows of a batch. */
public enum TowerLoss {
  /** (output - label)². */
  MSE {
    @Override
    public double of(float output, float label) {
      double error = output - label;
      return error * error;
    }

    @Override
    public float derivative(float output, float label) {
      return 2 * (output - label);
    }

    @Override
    public double unit(double divisor) {
      return divisor * divisor;
    }
  },
  /** |output - label|. */
  MAE {
    @Override
    public double of(float output, float label) {
      return Math.abs((double) output - label);
    }

    @Override
    public float derivative(float output, float label) {
      return Math.signum(output - label);
    }

    @Override
    public double unit(double divisor) {
      return divisor;
    }
  },
  /** Binary cross-entropy of a logit; the label is a probability, usually 0 or 1. */
  CROSS_ENTROPY {
    @Override
    public double of(float output, float label) {
      return Math.max(output, 0)
          - (double) output * label
          + Math.log1p(Math.exp(-Math.abs(output)));
    }

    @Override
    public float derivative(float output, float label) {
      return (float) answer(output) - label;
    }

    @Override
    public double answer(float output) {
      return 1 / (1 + Math.exp(-output));
    }
  },
  /** Poisson loss of a log rate: exp(output) - label · output; the label is a count. */
  POISSON {
    @Override
    public double of(float output, float label) {
      return Math.exp(output) - (double) label * output;
    }

    @Override
    public float derivative(float output, float label) {
      return (float) answer(output) - label;
    }

    @Override
    public double answer(float output) {
      return Math.exp(output);
    }
  };

  /**
   * The number that a network of this loss answers with: the probability of a logit, the rate of a
   * log rate, else the output itself.
   */
  public double answer(float output) {
    return output;
  }

  /**
   * Loss of labels in their own unit, as a multiple of that of labels which were divided; 1 where
   * labels have no unit.
   *
   * @param divisor of the labels, above 0
   */
  public double unit(double divisor) {
    return 1;
  }

  /** Loss of one row. */
  public abstract double of(float output, float label);

  /** Derivative of {@link #of} by the output. */
  public abstract float derivative(float output, float label);
}
