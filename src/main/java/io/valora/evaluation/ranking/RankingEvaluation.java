package io.valora.evaluation.ranking;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEMS;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.slice;

import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures lists of items against what users really rated later.
 *
 * @param catalogItems items that a list can hold: 1 to this number
 * @param k items of a list that count, at least 1
 * @param relevantFrom stars from which a held-out item is relevant
 */
public record RankingEvaluation(long catalogItems, int k, double relevantFrom) {

  /**
   * Every held-out user counts by its id; one without a list counts 0. A list of user index 0 is
   * the list of all unknown users. Relevant items that train didn't know are in no list and count
   * as missed.
   *
   * @param lists one row per user: {@code user_index} int, {@code items} array of int, best first
   * @param heldOut encoded rows
   */
  public RankingMetrics of(Dataset<Row> lists, Dataset<Row> heldOut) {
    Dataset<Row> best = lists.select(col(USER_INDEX), slice(col(ITEMS), 1, k).as(ITEMS));
    Dataset<Row> relevant =
        heldOut
            .filter(col(RATING).geq(relevantFrom))
            .groupBy(USER_INDEX, USER)
            .agg(collect_set(ITEM_INDEX).as("relevant"), countDistinct(ITEM).as("relevant_items"));
    String[] user = {USER_INDEX};
    RankingState state =
        relevant
            .join(best, user, "left")
            .select(ITEMS, "relevant", "relevant_items")
            .toJavaRDD()
            .treeAggregate(new RankingState(k), RankingEvaluation::added, RankingState::merge);
    return state.metrics(ListDiversity.of(best, catalogItems));
  }

  private static RankingState added(RankingState state, Row row) {
    List<Integer> items = row.isNullAt(0) ? List.of() : row.getList(0);
    return state.add(items, new HashSet<>(row.<Integer>getList(1)), row.getLong(2));
  }
}
