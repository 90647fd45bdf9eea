package io.valora.networks;

import io.valora.tower.TowerLoss;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Loss function of a rating network, averaged over the rows of a batch. */
public enum RatingLoss {
  /** Mean of (rating - prediction)². */
  MSE(LossFunction.MSE, TowerLoss.MSE) {
    @Override
    public double of(double error) {
      return error * error;
    }
  },
  /** Mean of |rating - prediction|. */
  MAE(LossFunction.MEAN_ABSOLUTE_ERROR, TowerLoss.MAE) {
    @Override
    public double of(double error) {
      return Math.abs(error);
    }
  };

  private final LossFunction function;
  private final TowerLoss towerLoss;

  RatingLoss(LossFunction function, TowerLoss towerLoss) {
    this.function = function;
    this.towerLoss = towerLoss;
  }

  /** The loss of one row whose prediction is off by {@code error} stars. */
  public abstract double of(double error);

  TowerLoss towerLoss() {
    return towerLoss;
  }

  LossFunction function() {
    return function;
  }
}
