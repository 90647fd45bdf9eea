package io.valora.training;

/** Validation metric that early stopping monitors; smaller is better. */
public enum MonitoredMetric {
  /** √(mean of squared errors), in the unit of the label. */
  RMSE("RMSE"),
  /** Mean of absolute errors, in the unit of the label. */
  MAE("MAE"),
  /** Share of rows whose probability is on the wrong side of a half. */
  ERROR_RATE("error rate"),
  /** The loss of the network, without its penalties. */
  LOSS("loss");

  private final String label;

  MonitoredMetric(String label) {
    this.label = label;
  }

  /** The metric as lines of text call it. */
  public String label() {
    return label;
  }
}
