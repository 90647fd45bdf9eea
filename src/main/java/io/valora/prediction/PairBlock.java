package io.valora.prediction;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.PairScorer;
import io.valora.models.BestItems;

/** The pairs of one call of a scorer. */
final class PairBlock {
  static final int PAIRS = 16_384;

  private final int[] users = new int[PAIRS];
  private final int[] items = new int[PAIRS];
  private final float[] stars = new float[PAIRS];
  private int length;

  void add(int user, int item) {
    users[length] = user;
    items[length] = item;
    length++;
  }

  boolean isFull() {
    return length == PAIRS;
  }

  /** Scores the pairs, offers each to the best, and is empty again. */
  void score(PairScorer scorer, BestItems best) {
    if (length > 0) {
      scorer.score(users, items, length, stars);
    }
    for (int pair = 0; pair < length; pair++) {
      if (Float.isNaN(stars[pair])) {
        throw JobException.cannot(
            Outcome.UNUSABLE_MODEL,
            "recommend",
            "the score of user index %d and item index %d is not a number"
                .formatted(users[pair], items[pair]));
      }
      best.offer(items[pair], stars[pair]);
    }
    length = 0;
  }
}
