package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * How {@link Als} is fitted.
 *
 * @param rank factors per user and per item, at least 1
 * @param regularization weight of the squared factors per rating, at least 0
 * @param iterations times that user and item factors are solved for in turn, at least 1
 */
public record AlsConfig(int rank, double regularization, int iterations) {
  public AlsConfig {
    if (rank < 1) {
      throw JobException.invalid("rank", rank, "must be at least 1");
    }
    if (!(regularization >= 0)) {
      throw JobException.invalid("regularization", regularization, "must be at least 0");
    }
    if (iterations < 1) {
      throw JobException.invalid("iterations", iterations, "must be at least 1");
    }
  }

  public static AlsConfig from(ConfigSection section) {
    return new AlsConfig(
        section.integer("rank", 50, 1),
        section.atLeastZero("regularization", 0.12),
        section.integer("iterations", 12, 1));
  }
}
