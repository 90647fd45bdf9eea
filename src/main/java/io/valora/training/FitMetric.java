package io.valora.training;

/** What early stopping watches on the validation part; smaller is better. */
public enum FitMetric {
  /** √(mean of squared errors), in stars. */
  RMSE,
  /** Mean of absolute errors, in stars. */
  MAE,
  /** The loss of the network, without its penalties. */
  LOSS
}
