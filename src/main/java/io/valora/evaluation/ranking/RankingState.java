package io.valora.evaluation.ranking;

import io.valora.base.ExactSum;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** Mergeable sums behind the ranking metrics, with binary relevance. */
final class RankingState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LOG_2 = Math.log(2);

  private final int k;
  private long users;
  private final ExactSum recalls = new ExactSum();
  private final ExactSum gains = new ExactSum();

  RankingState(int k) {
    this.k = k;
  }

  /**
   * @param items best first
   * @param relevantItems at least the size of {@code relevant}; items that no list can hold count
   *     too
   */
  RankingState add(List<Integer> items, Set<Integer> relevant, long relevantItems) {
    int hits = 0;
    double gain = 0;
    for (int rank = 1; rank <= Math.min(k, items.size()); rank++) {
      if (relevant.contains(items.get(rank - 1))) {
        hits++;
        gain += discount(rank);
      }
    }
    double ideal = 0;
    for (int rank = 1; rank <= Math.min(k, relevantItems); rank++) {
      ideal += discount(rank);
    }
    users++;
    recalls.add((double) hits / relevantItems);
    gains.add(gain / ideal);
    return this;
  }

  RankingState merge(RankingState other) {
    users += other.users;
    recalls.merge(other.recalls);
    gains.merge(other.gains);
    return this;
  }

  RankingMetrics metrics(ListDiversity diversity) {
    return new RankingMetrics(users, recalls.value() / users, gains.value() / users, diversity);
  }

  private static double discount(int rank) {
    return LOG_2 / Math.log(rank + 1.0);
  }
}
