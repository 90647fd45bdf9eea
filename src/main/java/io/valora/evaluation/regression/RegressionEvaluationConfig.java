package io.valora.evaluation.regression;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * The section {@code evaluation} of a regression job.
 *
 * @param bootstrapSamples resampled test splits behind the interval of the RMSE; 0 leaves it out
 * @param worstErrors rows that are shown with what they were predicted from, at least 0
 * @param points test rows that are shown predicted beside real, at least 0; with more, a sample
 * @param rowNoun what the report calls several rows, such as {@code months}
 * @param unit what the report counts the target in, such as {@code subscribers}; empty for the
 *     target's name
 */
public record RegressionEvaluationConfig(
    int bootstrapSamples, int worstErrors, int points, String rowNoun, String unit) {
  public RegressionEvaluationConfig {
    if (bootstrapSamples < 0) {
      throw JobException.invalid("bootstrap-samples", bootstrapSamples, "must be at least 0");
    }
    if (worstErrors < 0) {
      throw JobException.invalid("worst-errors", worstErrors, "must be at least 0");
    }
    if (points < 0) {
      throw JobException.invalid("points", points, "must be at least 0");
    }
  }

  /** Reads {@code evaluation}. */
  public static RegressionEvaluationConfig from(ConfigSection section) {
    return new RegressionEvaluationConfig(
        section.integer("bootstrap-samples", 500, 0),
        section.integer("worst-errors", 10, 0),
        section.integer("points", 2_000, 0),
        section.text("row-noun", "rows"),
        section.text("unit", ""));
  }
}
