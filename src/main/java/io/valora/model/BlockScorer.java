package io.valora.model;

/**
 * Approximate scores of all pairs of some users and some items, many times as fast as those of
 * single pairs, and the bound of their error: enough to tell which pairs can't be among a user's
 * best. One per task, not thread-safe.
 */
public interface BlockScorer {
  /**
   * Writes approximate scores.
   *
   * @param users indices, of which the first {@code length} count
   * @param firstItem index of the first of {@code items} items with ascending indices
   * @param scores [length, items], a user's behind each other
   */
  void score(int[] users, int length, int firstItem, int items, float[] scores);

  /**
   * The most by which an approximate score of the user and any item differs from {@link
   * PairScorer#score}'s; NaN where nothing bounds it.
   */
  double errorBound(int user);
}
