package io.valora.registry.compare;

import io.valora.registry.compare.TestRows.TestRow;

/** Test metrics that are a mean over rows, or the root of one. */
enum RowMetric {
  RMSE("rmse") {
    @Override
    double loss(TestRow row, double threshold) {
      double error = row.answer() - row.truth();
      return error * error;
    }

    @Override
    boolean isRoot() {
      return true;
    }
  },
  MAE("mae") {
    @Override
    double loss(TestRow row, double threshold) {
      return Math.abs(row.answer() - row.truth());
    }
  },
  ACCURACY("accuracy") {
    @Override
    double loss(TestRow row, double threshold) {
      return (row.answer() >= threshold) == (row.truth() == 1) ? 1 : 0;
    }
  },
  LOG_LOSS("log-loss") {
    @Override
    double loss(TestRow row, double threshold) {
      double ofTruth = row.truth() == 1 ? row.answer() : 1 - row.answer();
      return -Math.log(Math.max(ofTruth, LEAST_PROBABILITY));
    }
  },
  BRIER("brier") {
    @Override
    double loss(TestRow row, double threshold) {
      double error = row.answer() - row.truth();
      return error * error;
    }
  };

  private static final double LEAST_PROBABILITY = 1e-15;

  private final String key;

  RowMetric(String key) {
    this.key = key;
  }

  /** Name in the run's metrics. */
  String key() {
    return key;
  }

  /**
   * The row's part of the mean.
   *
   * @param threshold probability from which on the class is the positive one
   */
  abstract double loss(TestRow row, double threshold);

  /** Whether the metric is the root of the mean. */
  boolean isRoot() {
    return false;
  }
}
