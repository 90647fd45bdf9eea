package io.valora.prediction.lists;

import io.valora.model.PairScorer;
import io.valora.models.BestItems;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Turns the users of one partition into lists, one after the other. No call of the scorer has pairs
 * of two users: where in a product of matrices a row stands may show in its last bits, and a user's
 * scores must not depend on who else is in the partition. Memory: one call's pairs, a user's best
 * items and the rated ones.
 */
final class ListingUsers implements Iterator<Row> {
  private final Iterator<Row> users;
  private final PairScorer scorer;
  private final int catalogItems;
  private final int topN;
  private final PairBlock block;

  ListingUsers(Iterator<Row> users, PairScorer scorer, int catalogItems, int topN) {
    this.users = users;
    this.scorer = scorer;
    this.catalogItems = catalogItems;
    this.topN = Math.min(topN, catalogItems);
    this.block = new PairBlock();
  }

  @Override
  public boolean hasNext() {
    return users.hasNext();
  }

  @Override
  public Row next() {
    Row user = users.next();
    BestItems best = new BestItems(topN);
    List<Integer> rated = user.getList(1);
    int nextRated = 0;
    for (int item = 1; item <= catalogItems; item++) {
      while (nextRated < rated.size() && rated.get(nextRated) < item) {
        nextRated++;
      }
      if (nextRated == rated.size() || rated.get(nextRated) > item) {
        block.add(user.getInt(0), item);
        if (block.isFull()) {
          block.score(scorer, best);
        }
      }
    }
    block.score(scorer, best);
    return UserLists.row(user.getInt(0), best);
  }
}
