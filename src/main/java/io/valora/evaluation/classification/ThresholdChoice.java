package io.valora.evaluation.classification;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The threshold that reads the most rows of the validation split right.
 *
 * @param threshold from which on a score is read as 1, in [0, 1]
 * @param rows that it was chosen on
 * @param right rows that it reads right
 */
public record ThresholdChoice(double threshold, long rows, long right) {
  /**
   * One pass. Of thresholds that read equally many rows right, the one nearest to 0.5. They are the
   * edges of bins: 0.5, and in its neighborhood one every 0.00025.
   *
   * @param validation rows with {@code label} 0 or 1 and {@code score} in [0, 1]; never test rows
   * @throws io.valora.base.JobException when there are no rows, or one with another label or score
   */
  public static ThresholdChoice of(Dataset<Row> validation) {
    return ScoredTexts.stateOf(validation, 0.5).scores().bestThreshold();
  }
}
