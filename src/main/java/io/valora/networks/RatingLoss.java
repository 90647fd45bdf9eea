package io.valora.networks;

import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What training makes small, averaged over the rows of a batch. */
public enum RatingLoss {
  /** Mean of (rating - prediction)². */
  MSE(LossFunction.MSE) {
    @Override
    public double of(double error) {
      return error * error;
    }
  },
  /** Mean of |rating - prediction|. */
  MAE(LossFunction.MEAN_ABSOLUTE_ERROR) {
    @Override
    public double of(double error) {
      return Math.abs(error);
    }
  };

  private final LossFunction function;

  RatingLoss(LossFunction function) {
    this.function = function;
  }

  /** The loss of one row whose prediction is off by {@code error} stars. */
  public abstract double of(double error);

  LossFunction function() {
    return function;
  }
}
