package io.valora.prediction.lists;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.PairScorer;
import io.valora.models.BestItems;

/** The pairs of one call of a scorer. */
final class PairBlock {
  private final int[] users = new int[UserLists.PAIRS];
  private final int[] items = new int[UserLists.PAIRS];
  private final float[] stars = new float[UserLists.PAIRS];
  private int length;

  void add(int user, int item) {
    users[length] = user;
    items[length] = item;
    length++;
  }

  boolean isFull() {
    return length == UserLists.PAIRS;
  }

  /** Scores the pairs, offers each to the best, and is empty again. */
  void score(PairScorer scorer, BestItems best) {
    if (length > 0) {
      scorer.score(users, items, length, stars);
    }
    for (int pair = 0; pair < length; pair++) {
      best.offer(items[pair], requireNumber(stars[pair], users[pair], items[pair]));
    }
    length = 0;
  }

  /**
   * The score itself.
   *
   * @throws JobException when it is not a number
   */
  static float requireNumber(float score, int user, int item) {
    if (Float.isNaN(score)) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL,
          "recommend",
          "the score of user index %d and item index %d is not a number".formatted(user, item));
    }
    return score;
  }
}
