package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Hyperparameters of {@link TermNaiveBayes}.
 *
 * @param smoothing added to the count of every term in each class, above 0
 */
public record NaiveBayesConfig(double smoothing) {
  public NaiveBayesConfig {
    if (!(smoothing > 0)) {
      throw JobException.invalid("smoothing", smoothing, "must be above 0");
    }
  }

  /** Laplace's smoothing by default. */
  public static NaiveBayesConfig from(ConfigSection section) {
    return new NaiveBayesConfig(section.positive("smoothing", 1));
  }
}
