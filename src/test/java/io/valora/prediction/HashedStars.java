package io.valora.prediction;

import io.valora.base.KeyedHash;
import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import io.valora.prediction.lists.UserLists;

/** A scorer of few different stars, so that ties are common; it refuses too many pairs at once. */
record HashedStars(int differentStars) implements PairScorerFactory {

  float stars(int user, int item) {
    return (float) Math.floor(KeyedHash.uniform(1, user, item) * differentStars);
  }

  @Override
  public PairScorer open() {
    return (users, items, length, stars) -> {
      if (length < 1 || length > UserLists.PAIRS) {
        throw new IllegalArgumentException(length + " pairs at once");
      }
      for (int pair = 0; pair < length; pair++) {
        stars[pair] = stars(users[pair], items[pair]);
      }
    };
  }
}
