package io.valora.prediction.lists;

import io.valora.model.BlockScorer;
import io.valora.model.PairScorer;
import io.valora.models.BestItems;
import java.util.List;
import org.apache.spark.sql.Row;

/** A user whose list is being made: the best of the items so far, which come in ascending order. */
final class ListedUser {
  private final int index;
  private final int[] rated;
  private final BestItems best;
  private final PairScorer pairs;
  private final double errorBound;
  private final int[] oneUser;
  private final int[] oneItem = new int[1];
  private final float[] oneScore = new float[1];
  private int nextRated;

  /**
   * @param user the index, and the rated items ascending
   * @param topN length of the list at most
   */
  ListedUser(Row user, int topN, PairScorer pairs, BlockScorer blocks) {
    List<Integer> excluded = user.getList(1);
    this.index = user.getInt(0);
    this.rated = excluded.stream().mapToInt(item -> item).toArray();
    this.best = new BestItems(topN);
    this.pairs = pairs;
    this.errorBound = blocks.errorBound(index);
    this.oneUser = new int[] {index};
  }

  int index() {
    return index;
  }

  /**
   * Offers items with ascending indices.
   *
   * @param approximate from {@code from} on their approximate scores
   */
  void offer(float[] approximate, int from, int firstItem, int items) {
    float floor = floor();
    for (int at = 0; at < items; at++) {
      if (!(approximate[from + at] <= floor)) { // also where one of them is not a number
        offer(firstItem + at);
        floor = floor();
      }
    }
  }

  /** An approximate score up to this one is of no use: the score isn't above the worst kept one. */
  private float floor() {
    return Math.nextDown((float) (best.floor() - errorBound));
  }

  private void offer(int item) {
    while (nextRated < rated.length && rated[nextRated] < item) {
      nextRated++;
    }
    if (nextRated == rated.length || rated[nextRated] > item) {
      oneItem[0] = item;
      pairs.score(oneUser, oneItem, 1, oneScore);
      best.offer(item, PairBlock.requireNumber(oneScore[0], index, item));
    }
  }

  Row list() {
    return UserLists.row(index, best);
  }
}
