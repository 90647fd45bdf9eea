package io.valora.evaluation.classification;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Evaluation of a classifier on the test split: metrics, slices, calibration, ROC curve and most
 * confident mistakes.
 *
 * @param threshold from which on a score was read as 1
 * @param slices by label, then by length of the text
 * @param calibration ascending
 * @param roc from (0, 0) to (1, 1); empty without rows of both classes
 * @param mistakes most confident first
 */
public record ClassificationEvaluation(
    double threshold,
    ClassificationMetrics test,
    List<ClassSlice> slices,
    List<CalibrationBin> calibration,
    List<RocPoint> roc,
    List<Misclassified> mistakes) {
  public ClassificationEvaluation {
    slices = List.copyOf(slices);
    calibration = List.copyOf(calibration);
    roc = List.copyOf(roc);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * One pass over the test split for all counts and sums, one more for the misclassified texts.
   *
   * @param scored rows with {@code row_key}, {@code label} 0 or 1, {@code score} in [0, 1] and
   *     {@code text}
   * @param threshold from which on a score is read as 1, fixed or chosen on validation rows
   * @throws io.valora.base.JobException when there are no rows, or one with another label or score
   */
  public static ClassificationEvaluation of(
      Dataset<Row> scored, double threshold, ClassificationConfig config, WordInfluence influence) {
    ClassificationState state = ScoredTexts.stateWithLengths(scored, threshold);
    return new ClassificationEvaluation(
        threshold,
        state.metrics(),
        state.slices(),
        state.calibration(),
        state.scores().rocCurve(),
        MisclassifiedTexts.of(scored, threshold, config.mistakes(), influence));
  }
}
