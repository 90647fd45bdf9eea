package io.valora.evaluation.rating;

import io.valora.evaluation.Interval;
import io.valora.evaluation.regression.RegressionMetrics;

/**
 * Metrics of a rating model on the test split.
 *
 * @param rmseInterval95 the middle 95 % of the RMSEs of resampled test splits
 * @param withinHalfStar rows that are at most half a star off
 * @param offByMoreThanOneAndAHalf rows that are more than one and a half stars off
 */
public record RatingMetrics(
    RegressionMetrics regression,
    Interval rmseInterval95,
    long withinHalfStar,
    long offByMoreThanOneAndAHalf) {
  /** Rows that are more than half a star and at most one and a half stars off. */
  public long between() {
    return regression.rows() - withinHalfStar - offByMoreThanOneAndAHalf;
  }
}
