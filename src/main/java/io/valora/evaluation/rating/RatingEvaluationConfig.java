package io.valora.evaluation.rating;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Configuration of a rating model's evaluation on the test split.
 *
 * @param k items of a list that count in the ranking metrics, at least 1
 * @param bootstrapSamples resampled test splits behind the interval of the RMSE; 0 leaves it out
 * @param worstErrors rows that are shown with what train knew about them, at least 0
 * @param relevantFrom stars a held-out item must have to be relevant for its user; 0 means every
 *     held-out item
 */
public record RatingEvaluationConfig(
    int k, int bootstrapSamples, int worstErrors, double relevantFrom) {
  public RatingEvaluationConfig {
    if (k < 1) {
      throw JobException.invalid("k", k, "must be at least 1");
    }
    if (bootstrapSamples < 0) {
      throw JobException.invalid("bootstrap-samples", bootstrapSamples, "must be at least 0");
    }
    if (worstErrors < 0) {
      throw JobException.invalid("worst-errors", worstErrors, "must be at least 0");
    }
    if (!(relevantFrom >= 0)) {
      throw JobException.invalid("relevant-from", relevantFrom, "must be at least 0");
    }
  }

  /** Reads {@code evaluation}. */
  public static RatingEvaluationConfig from(ConfigSection section) {
    return new RatingEvaluationConfig(
        section.integer("k", 10, 1),
        section.integer("bootstrap-samples", 500, 0),
        section.integer("worst-errors", 20, 0),
        section.atLeastZero("relevant-from", 0));
  }
}
