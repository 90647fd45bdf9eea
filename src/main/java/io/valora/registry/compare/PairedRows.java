package io.valora.registry.compare;

import java.util.Optional;

/**
 * The answers of two runs to the same test rows.
 *
 * @param thresholds of both, for classifiers
 */
record PairedRows(TestRows first, TestRows second, double[] thresholds) {
  /** How far a metric of the rows may be from the one that the run recorded. */
  private static final double TOLERANCE = 1e-4;

  /**
   * The difference of a metric, with a standard error of first order where the metric isn't the
   * mean itself; empty where a run's rows don't give the metric that it recorded.
   */
  Optional<PairedDifference> of(RowMetric metric, double recordedFirst, double recordedSecond) {
    double[] ofFirst = losses(first, metric, thresholds[0]);
    double[] ofSecond = losses(second, metric, thresholds[1]);
    double meanFirst = mean(ofFirst);
    double meanSecond = mean(ofSecond);
    if (differs(metric.metric(meanFirst), recordedFirst)
        || differs(metric.metric(meanSecond), recordedSecond)) {
      return Optional.empty();
    }
    double[] differences = new double[ofFirst.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] =
          (ofSecond[i] - meanSecond) * slope(metric, meanSecond)
              - (ofFirst[i] - meanFirst) * slope(metric, meanFirst)
              + metric.metric(meanSecond)
              - metric.metric(meanFirst);
    }
    return Optional.of(PairedDifference.of(differences));
  }

  /** A mean of 0 has rows without error only: nothing varies. */
  private static double slope(RowMetric metric, double mean) {
    return mean == 0 ? 0 : metric.slope(mean);
  }

  private static double[] losses(TestRows rows, RowMetric metric, double threshold) {
    return rows.rows().stream().mapToDouble(row -> metric.loss(row, threshold)).toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static boolean differs(double metric, double recorded) {
    return !(Math.abs(metric - recorded) <= TOLERANCE * Math.max(1, Math.abs(recorded)));
  }
}
