package io.valora.prediction;

import io.valora.model.PairScorer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns the users of one partition into lists, a block of users at a time: as many as fit with the
 * whole catalogue into one call of the scorer, at least one. Memory: one call's pairs, and per user
 * of the block the best items and the rated ones.
 */
final class ListingUsers implements Iterator<Row> {
  private final Iterator<Row> users;
  private final PairScorer scorer;
  private final int catalogueItems;
  private final int topN;
  private final PairBlock block;
  private final Queue<Row> listed = new ArrayDeque<>();

  ListingUsers(Iterator<Row> users, PairScorer scorer, int catalogueItems, int topN) {
    this.users = users;
    this.scorer = scorer;
    this.catalogueItems = catalogueItems;
    this.topN = Math.min(topN, catalogueItems);
    this.block = new PairBlock();
  }

  @Override
  public boolean hasNext() {
    return !listed.isEmpty() || users.hasNext();
  }

  @Override
  public Row next() {
    if (listed.isEmpty()) {
      listBlock();
    }
    return listed.remove();
  }

  private void listBlock() {
    int most = Math.max(1, PairBlock.PAIRS / Math.max(1, catalogueItems));
    List<Row> rows = new ArrayList<>();
    List<BestItems> best = new ArrayList<>();
    while (rows.size() < most && users.hasNext()) {
      Row user = users.next();
      rows.add(user);
      best.add(new BestItems(topN));
      offerAll(user, best);
    }
    score(best);
    for (int i = 0; i < rows.size(); i++) {
      listed.add(list(rows.get(i).getInt(0), best.get(i)));
    }
  }

  private void offerAll(Row user, List<BestItems> best) {
    List<Integer> rated = user.getList(1);
    int nextRated = 0;
    for (int item = 1; item <= catalogueItems; item++) {
      while (nextRated < rated.size() && rated.get(nextRated) < item) {
        nextRated++;
      }
      if (nextRated == rated.size() || rated.get(nextRated) > item) {
        block.add(best.size() - 1, user.getInt(0), item);
        if (block.isFull()) {
          score(best);
        }
      }
    }
  }

  private void score(List<BestItems> best) {
    block.score(scorer, best);
  }

  private static Row list(int user, BestItems best) {
    Integer[] items = new Integer[best.size()];
    Float[] scores = new Float[best.size()];
    best.drain(items, scores);
    return RowFactory.create(user, items, scores);
  }
}
