package io.valora.model;

/** Scores encoded pairs; one per task, not thread-safe. */
public interface PairScorer {
  /** Writes the predicted stars of the first {@code length} pairs into {@code stars}. */
  void score(int[] users, int[] items, int length, float[] stars);
}
