package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Hyperparameters of {@link AlsImplicit}.
 *
 * @param rank factors per user and per item, at least 1
 * @param alpha how much surer a rating is than the lack of one, above 0
 * @param regularization weight of the squared factors per rating, at least 0
 * @param iterations times that user and item factors are solved for in turn, 1 to 15
 */
public record AlsImplicitConfig(int rank, double alpha, double regularization, int iterations) {
  public AlsImplicitConfig {
    if (rank < 1) {
      throw JobException.invalid("rank", rank, "must be at least 1");
    }
    if (!(alpha > 0)) {
      throw JobException.invalid("alpha", alpha, "must be above 0");
    }
    if (!(regularization >= 0)) {
      throw JobException.invalid("regularization", regularization, "must be at least 0");
    }
    if (iterations < 1 || iterations > AlsConfig.MOST_ITERATIONS) {
      throw JobException.invalid("iterations", iterations, AlsConfig.ITERATIONS_MUST);
    }
  }

  /**
   * The defaults were chosen on MovieLens 100K, with each user's newest rating put away and the
   * second newest as validation: recall and NDCG at 10 there were 0.167 and 0.084, the best among
   * ranks 16, 32 and 64, alpha 1 to 25 and regularization 0.02 to 0.3, but for rank 64, which gave
   * the same (0.167 and 0.085) for twice the memory.
   */
  public static AlsImplicitConfig from(ConfigSection section) {
    int iterations = section.integer("iterations", 10, 1, AlsConfig.MOST_ITERATIONS);
    return new AlsImplicitConfig(
        section.integer("rank", 32, 1),
        section.positive("alpha", 1),
        section.atLeastZero("regularization", 0.1),
        iterations);
  }
}
