package io.valora.registry.compare;

import io.valora.evaluation.PairedMetrics;
import io.valora.evaluation.PairedState;
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
   * A metric of the second run and of the first, with a standard error of first order where the
   * metric isn't the mean itself; empty where a run's rows don't give the metric that it recorded.
   */
  Optional<PairedMetrics> of(RowMetric metric, double recordedFirst, double recordedSecond) {
    PairedState losses = new PairedState();
    for (int row = 0; row < first.count(); row++) {
      losses.add(
          metric.loss(second.rows().get(row), thresholds[1]),
          metric.loss(first.rows().get(row), thresholds[0]));
    }
    PairedMetrics paired = metric.isRoot() ? losses.roots() : losses.means();
    return paired.rows() < first.count()
            || differs(paired.second(), recordedFirst)
            || differs(paired.first(), recordedSecond)
        ? Optional.empty()
        : Optional.of(paired);
  }

  static boolean differs(double metric, double recorded) {
    return !(Math.abs(metric - recorded) <= TOLERANCE * Math.max(1, Math.abs(recorded)));
  }
}
