package io.valora.prediction.lists;

import io.valora.model.BlockScorer;
import io.valora.model.PairScorer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;

/**
 * Turns the users of one partition into lists, a block of users at a time, by approximate scores of
 * blocks of items: a pair is scored on its own only if its approximate score is near enough to
 * those of the user's best. The lists are those of {@link ListingUsers}. Memory: the scores of one
 * block, and of its users the best items and the rated ones.
 */
final class BlockLists implements Iterator<Row> {
  /** With {@link #ITEMS}, scores that stay in a core's L2 cache and are worth a product's start. */
  static final int USERS = 256;

  static final int ITEMS = 1024;

  /** Of long lists only those of fewer users are kept at once. */
  private static final int KEPT_ITEMS = 1 << 20;

  private final Iterator<Row> users;
  private final PairScorer pairs;
  private final BlockScorer blocks;
  private final int catalogItems;
  private final int topN;
  private final int usersAtOnce;
  private final float[] scores;
  private final Queue<Row> ready = new ArrayDeque<>();

  /**
   * @param pairs its scores are those in the lists
   * @param blocks approximates {@code pairs}
   */
  BlockLists(
      Iterator<Row> users, PairScorer pairs, BlockScorer blocks, int catalogItems, int topN) {
    this.users = users;
    this.pairs = pairs;
    this.blocks = blocks;
    this.catalogItems = catalogItems;
    this.topN = Math.min(topN, catalogItems);
    this.usersAtOnce = Math.min(USERS, Math.max(1, KEPT_ITEMS / Math.max(1, this.topN)));
    this.scores = new float[usersAtOnce * Math.min(ITEMS, catalogItems)];
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || users.hasNext();
  }

  @Override
  public Row next() {
    if (ready.isEmpty()) {
      List<ListedUser> block = new ArrayList<>();
      while (block.size() < usersAtOnce && users.hasNext()) {
        block.add(new ListedUser(users.next(), topN, pairs, blocks));
      }
      list(block);
      block.forEach(user -> ready.add(user.list()));
    }
    return ready.remove();
  }

  private void list(List<ListedUser> block) {
    int[] indices = block.stream().mapToInt(ListedUser::index).toArray();
    for (int first = 1; first <= catalogItems; first += ITEMS) {
      int items = Math.min(ITEMS, catalogItems - first + 1);
      blocks.score(indices, indices.length, first, items, scores);
      for (int user = 0; user < indices.length; user++) {
        block.get(user).offer(scores, user * items, first, items);
      }
    }
  }
}
