package io.valora.training;

/** Validation metric that early stopping monitors; smaller is better. */
public enum MonitoredMetric {
  /** √(mean of squared errors), in the unit of the label. */
  RMSE,
  /** Mean of absolute errors, in the unit of the label. */
  MAE,
  /** Share of rows whose probability is on the wrong side of a half. */
  ERROR_RATE,
  /** The loss of the network, without its penalties. */
  LOSS
}
