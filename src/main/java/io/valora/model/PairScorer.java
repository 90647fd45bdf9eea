package io.valora.model;

import java.util.Optional;

/** Scores encoded pairs; one per task, not thread-safe. */
public interface PairScorer {
  /** Writes the predicted stars of the first {@code length} pairs into {@code stars}. */
  void score(int[] users, int[] items, int length, float[] stars);

  /** Approximate scores of whole blocks, where a product of matrices gives them. */
  default Optional<BlockScorer> blocks() {
    return Optional.empty();
  }
}
