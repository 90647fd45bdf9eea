package io.valora.training.loop;

import io.valora.tower.TowerLoss;
import io.valora.training.EpochMetrics;
import io.valora.training.MonitoredMetric;
import java.io.Serializable;

/** Mergeable sums over scored rows: state(a ∪ b) = state(a) + state(b). */
record MetricSums(long rows, double squaredErrors, double absoluteErrors, long wrong, double losses)
    implements Serializable {
  static final MetricSums EMPTY = new MetricSums(0, 0, 0, 0, 0);
  private static final float HALF = 0.5f;

  MetricSums plus(MetricSums other) {
    return new MetricSums(
        rows + other.rows,
        squaredErrors + other.squaredErrors,
        absoluteErrors + other.absoluteErrors,
        wrong + other.wrong,
        losses + other.losses);
  }

  /**
   * Of the first {@code length} rows.
   *
   * @param outputs with cross-entropy logits, whose probabilities are compared with the labels
   */
  static MetricSums of(float[] labels, float[] outputs, int length, TowerLoss loss) {
    double squaredErrors = 0;
    double absoluteErrors = 0;
    double losses = 0;
    long wrong = 0;
    for (int row = 0; row < length; row++) {
      double predicted = loss.answer(outputs[row]);
      double error = labels[row] - predicted;
      squaredErrors += error * error;
      absoluteErrors += Math.abs(error);
      losses += loss.of(outputs[row], labels[row]);
      wrong += (predicted > HALF) == (labels[row] > HALF) ? 0 : 1;
    }
    return new MetricSums(length, squaredErrors, absoluteErrors, wrong, losses);
  }

  /** NaN without rows. */
  EpochMetrics metrics(MonitoredMetric metric) {
    return metrics(metric, 1, 1);
  }

  /**
   * In the unit that labels had before they were divided.
   *
   * @param unit that labels were divided by
   * @param lossUnit of {@link TowerLoss#unit}
   */
  EpochMetrics metrics(MonitoredMetric metric, double unit, double lossUnit) {
    double loss = lossUnit * losses / rows;
    return new EpochMetrics(
        loss,
        switch (metric) {
          case RMSE -> unit * Math.sqrt(squaredErrors / rows);
          case MAE -> unit * absoluteErrors / rows;
          case ERROR_RATE -> (double) wrong / rows;
          case LOSS -> loss;
        });
  }
}
