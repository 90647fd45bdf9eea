package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Hyperparameters of {@link TermLogisticRegression}.
 *
 * @param regularization weight of half the squared coefficients beside the mean log loss, at least
 *     0
 * @param iterations steps of L-BFGS at most, each one pass over the train split, at least 1
 */
public record LogisticRegressionConfig(double regularization, int iterations) {
  public LogisticRegressionConfig {
    if (!(regularization >= 0)) {
      throw JobException.invalid("regularization", regularization, "must be at least 0");
    }
    if (iterations < 1) {
      throw JobException.invalid("iterations", iterations, "must be at least 1");
    }
  }

  /**
   * The defaults read the most rows right on a validation fifth of the train split of the Large
   * Movie Review Dataset (words and word pairs), among 3e-6 to 1e-4 and 15 to 100 iterations: 90.5
   * %.
   */
  public static LogisticRegressionConfig from(ConfigSection section) {
    return new LogisticRegressionConfig(
        section.atLeastZero("regularization", 3e-6), section.integer("iterations", 30, 1));
  }
}
