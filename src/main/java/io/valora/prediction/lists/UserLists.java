package io.valora.prediction.lists;

import io.valora.model.PairScorer;
import io.valora.models.BestItems;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Lists of users in the order in which the users come, held no longer than until they are read. */
public final class UserLists {
  /** Pairs of one call of a scorer that has no blocks. */
  public static final int PAIRS = 16_384;

  private UserLists() {}

  /**
   * One row per user: the index, an array of items, best first, and one of their scores.
   *
   * @param users index, and the items that are left out as an ascending array
   * @param catalogItems the catalog is item indices 1 to this number
   * @param topN items in a list at most, at least 1
   */
  public static Iterator<Row> of(
      Iterator<Row> users, PairScorer scorer, int catalogItems, int topN) {
    return scorer
        .blocks()
        .<Iterator<Row>>map(blocks -> new BlockLists(users, scorer, blocks, catalogItems, topN))
        .orElseGet(() -> new ListingUsers(users, scorer, catalogItems, topN));
  }

  /** The row of a user; afterwards {@code best} is empty. */
  static Row row(int user, BestItems best) {
    Integer[] items = new Integer[best.size()];
    Float[] scores = new Float[best.size()];
    best.drain(items, scores);
    return RowFactory.create(user, items, scores);
  }
}
