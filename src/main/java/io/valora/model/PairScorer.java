package io.valora.model;

import java.util.Optional;

/** Scores encoded pairs; one per task, not thread-safe. */
public interface PairScorer {
  /** Writes the predicted stars of the first {@code length} pairs into {@code stars}. */
  void score(int[] users, int[] items, int length, float[] stars);

  /**
   * The same of ratings that have something else in common with others.
   *
   * @param contexts of each pair, indices from 1; empty where no pair has any
   */
  default void score(int[] users, int[] items, int[][] contexts, int length, float[] stars) {
    score(users, items, length, stars);
  }

  /** Approximate scores of whole blocks, where a product of matrices gives them. */
  default Optional<BlockScorer> blocks() {
    return Optional.empty();
  }
}
