package io.valora.evaluation.classification;

import io.valora.evaluation.Interval;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Metrics of a binary classifier. A number that isn't defined is NaN: the two areas without rows of
 * both classes.
 *
 * @param confusion at one threshold
 * @param accuracy95 interval of the accuracy
 * @param logLoss mean of −ln(probability given to the real class), probabilities below 1e-15 taken
 *     as that; in nats, at least 0
 * @param brier mean squared distance of score and label, in [0, 1]
 * @param expectedCalibrationError of 15 bins, in [0, 1]
 * @param rocAuc area under the ROC curve, in [0, 1]; scores whose odds differ by less than 0.1 %
 *     may count as equal
 * @param averagePrecision area under the precision-recall curve, in [0, 1]; likewise
 */
public record ClassificationMetrics(
    ConfusionCounts confusion,
    Interval accuracy95,
    double logLoss,
    double brier,
    double expectedCalibrationError,
    double rocAuc,
    double averagePrecision) {

  /**
   * One pass.
   *
   * @param scored rows with {@code label} 0 or 1 and {@code score} in [0, 1]
   * @param threshold from which on a score is read as 1
   * @throws io.valora.base.JobException when there are no rows, or one with another label or score
   */
  public static ClassificationMetrics of(Dataset<Row> scored, double threshold) {
    return ScoredTexts.stateOf(scored, threshold).metrics();
  }
}
