package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Hyperparameters of {@link Als}.
 *
 * @param rank factors per user and per item, at least 1
 * @param regularization weight of the squared factors per rating, at least 0
 * @param iterations times that user and item factors are solved for in turn, 1 to 15; each builds
 *     on the last, and a chain of many more overflows the stack of Spark's tasks
 */
public record AlsConfig(int rank, double regularization, int iterations) {
  static final int MOST_ITERATIONS = 15;
  static final String ITERATIONS_MUST = "must be a whole number from 1 to " + MOST_ITERATIONS;

  public AlsConfig {
    if (rank < 1) {
      throw JobException.invalid("rank", rank, "must be at least 1");
    }
    if (!(regularization >= 0)) {
      throw JobException.invalid("regularization", regularization, "must be at least 0");
    }
    if (iterations < 1 || iterations > MOST_ITERATIONS) {
      throw JobException.invalid("iterations", iterations, ITERATIONS_MUST);
    }
  }

  /**
   * The default regularization had the least RMSE on a validation tenth of MovieLens 100K's
   * u1.base, among 0.1, 0.12 and 0.15 at this rank.
   */
  public static AlsConfig from(ConfigSection section) {
    int iterations = section.integer("iterations", 12, 1, MOST_ITERATIONS);
    return new AlsConfig(
        section.integer("rank", 50, 1), section.atLeastZero("regularization", 0.12), iterations);
  }
}
