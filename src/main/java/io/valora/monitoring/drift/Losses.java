package io.valora.monitoring.drift;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Losses of answers: 1 for a wrong class, the squared error of a number.
 *
 * @param rows that have one
 * @param mean NaN without rows
 * @param variance of single losses
 */
public record Losses(long rows, double mean, double variance) {
  /** Of sums over rows. */
  public static Losses ofSums(long rows, double losses, double squares) {
    double mean = losses / rows;
    double spread = Math.max(0, squares - losses * mean);
    return new Losses(rows, mean, rows > 1 ? spread / (rows - 1) : Double.NaN);
  }

  /**
   * Of weighted rows, by a ratio estimator: the mean of the losses of all rows that could have been
   * drawn, where each weighs the inverse of its probability.
   *
   * @param weights sum of the weights, and of their squares
   * @param losses sum of weight × loss
   * @param crossed sum of weight² × loss
   * @param squares sum of weight² × loss²
   */
  public static Losses ofWeights(
      long rows,
      double weights,
      double squaredWeights,
      double losses,
      double crossed,
      double squares) {
    double mean = losses / weights;
    double spread = Math.max(0, squares - 2 * mean * crossed + mean * mean * squaredWeights);
    double error = spread / (weights * weights) * rows / (rows - 1);
    return new Losses(rows, mean, rows > 1 ? error * rows : Double.NaN);
  }

  /** Standard error of the mean. */
  public double error() {
    return Math.sqrt(variance / rows);
  }

  /**
   * Of Welch's test that the mean is no larger than that of others; 1 where nothing varies, or
   * there are too few rows.
   */
  public double pValueOfWorse(Losses others) {
    boolean varies = variance > 0 || others.variance > 0;
    if (rows < 2 || others.rows < 2 || !varies) {
      return 1;
    }
    return TTest.withDefaults()
        .with(DataDispersion.HETEROSCEDASTIC)
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(mean, variance, rows, others.mean, others.variance, others.rows)
        .getPValue();
  }
}
