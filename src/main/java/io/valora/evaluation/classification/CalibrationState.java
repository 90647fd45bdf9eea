package io.valora.evaluation.classification;

import io.valora.base.ExactSum;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mergeable counts behind the calibration, in 15 bins of one width. */
final class CalibrationState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BINS = 15;

  private final long[] rows = new long[BINS];
  private final long[] positives = new long[BINS];
  private final ExactSum[] scores =
      Stream.generate(ExactSum::new).limit(BINS).toArray(ExactSum[]::new);

  void add(ScoredText row) {
    int bin = (int) Math.min(BINS - 1, Math.floor(row.score() * BINS));
    rows[bin]++;
    positives[bin] += row.isPositive() ? 1 : 0;
    scores[bin].add(row.score());
  }

  void merge(CalibrationState other) {
    for (int bin = 0; bin < BINS; bin++) {
      rows[bin] += other.rows[bin];
      positives[bin] += other.positives[bin];
      scores[bin].merge(other.scores[bin]);
    }
  }

  /** Ascending, also those without rows. */
  List<CalibrationBin> bins() {
    return IntStream.range(0, BINS).mapToObj(this::bin).toList();
  }

  /**
   * Mean of |mean score − share of positives| of the bins, weighted by their rows (Guo, Pleiss,
   * Sun, Weinberger: On Calibration of Modern Neural Networks, ICML 2017, with its 15 bins).
   */
  double expectedError() {
    double apart = 0;
    long all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      apart += Math.abs(scores[bin].value() - positives[bin]);
      all += rows[bin];
    }
    return apart / all;
  }

  private CalibrationBin bin(int bin) {
    return new CalibrationBin(
        (double) bin / BINS,
        (bin + 1.0) / BINS,
        rows[bin],
        scores[bin].value() / rows[bin],
        (double) positives[bin] / rows[bin]);
  }
}
