package io.valora.evaluation.classification;

import io.valora.base.ExactSum;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.evaluation.WilsonInterval;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one pass over scored texts counts and sums. The state of two parts merged is the
 * state of the whole, whatever the order. About one megabyte, however many rows.
 */
final class ClassificationState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST_PROBABILITY = 1e-15;

  private final double threshold;
  private final long[][] readByLength = new long[TextLength.values().length][4];
  private final ScoreHistogram scores = new ScoreHistogram();
  private final CalibrationState calibration = new CalibrationState();
  private long unlabeledRows;
  private long unscoredRows;
  private final ExactSum logLosses = new ExactSum();
  private final ExactSum squaredErrors = new ExactSum();

  /** An empty state; a score of at least {@code threshold} is read as 1. */
  ClassificationState(double threshold) {
    this.threshold = threshold;
  }

  ClassificationState add(ScoredText row) {
    if (!row.hasLabel()) {
      unlabeledRows++;
    } else if (!row.hasScore()) {
      unscoredRows++;
    } else {
      int read = (row.isPositive() ? 2 : 0) + (row.score() >= threshold ? 1 : 0);
      readByLength[TextLength.of(row.words()).ordinal()][read]++;
      scores.add(row);
      calibration.add(row);
      double ofLabel = row.isPositive() ? row.score() : 1 - row.score();
      logLosses.add(-Math.log(Math.max(LEAST_PROBABILITY, ofLabel)));
      squaredErrors.add((1 - ofLabel) * (1 - ofLabel));
    }
    return this;
  }

  ClassificationState merge(ClassificationState other) {
    for (int length = 0; length < readByLength.length; length++) {
      for (int read = 0; read < 4; read++) {
        readByLength[length][read] += other.readByLength[length][read];
      }
    }
    scores.merge(other.scores);
    calibration.merge(other.calibration);
    unlabeledRows += other.unlabeledRows;
    unscoredRows += other.unscoredRows;
    logLosses.merge(other.logLosses);
    squaredErrors.merge(other.squaredErrors);
    return this;
  }

  /**
   * @throws JobException when there are no rows, or one with another label than 0 and 1 or without
   *     a score in [0, 1]
   */
  ClassificationState checked() {
    long all = confusion().rows() + unlabeledRows + unscoredRows;
    if (unlabeledRows > 0) {
      String reason = "%d of %d rows have a label that is neither 0 nor 1";
      throw failure(Outcome.DATA_REJECTED, reason.formatted(unlabeledRows, all));
    }
    if (unscoredRows > 0) {
      String reason =
          "%d of %d have no score from 0 to 1 (a smaller learning rate may keep training stable)";
      throw failure(Outcome.UNUSABLE_MODEL, reason.formatted(unscoredRows, all));
    }
    if (all == 0) {
      throw failure(Outcome.DATA_REJECTED, "there are no rows to evaluate on");
    }
    return this;
  }

  ClassificationMetrics metrics() {
    ConfusionCounts confusion = confusion();
    long rows = confusion.rows();
    return new ClassificationMetrics(
        confusion,
        WilsonInterval.of(confusion.right(), rows),
        logLosses.value() / rows,
        squaredErrors.value() / rows,
        calibration.expectedError(),
        scores.rocAuc(),
        scores.averagePrecision());
  }

  /** By label, then by length; also those without rows. */
  List<ClassSlice> slices() {
    ConfusionCounts all = confusion();
    List<ClassSlice> found = new ArrayList<>();
    found.add(new ClassSlice(ClassSlice.LABEL, "1", all.positives(), all.truePositives()));
    found.add(new ClassSlice(ClassSlice.LABEL, "0", all.negatives(), all.trueNegatives()));
    for (TextLength length : TextLength.values()) {
      ConfusionCounts counts = confusion(length);
      found.add(new ClassSlice(ClassSlice.WORDS, length.label(), counts.rows(), counts.right()));
    }
    return found;
  }

  List<CalibrationBin> calibration() {
    return calibration.bins();
  }

  ScoreHistogram scores() {
    return scores;
  }

  private ConfusionCounts confusion() {
    ConfusionCounts all = ConfusionCounts.NONE;
    for (TextLength length : TextLength.values()) {
      all = all.plus(confusion(length));
    }
    return all;
  }

  private ConfusionCounts confusion(TextLength length) {
    long[] read = readByLength[length.ordinal()];
    return new ConfusionCounts(read[3], read[1], read[0], read[2]);
  }

  private static JobException failure(Outcome outcome, String reason) {
    return JobException.cannot(outcome, "evaluate the predictions", reason);
  }
}
