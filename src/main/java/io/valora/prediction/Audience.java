package io.valora.prediction;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.sort_array;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The users who get a list, and what they already rated.
 *
 * @param users with {@code user_index} int; each gets one list however often they occur; 0 stands
 *     for every unknown user
 * @param rated pairs {@code user_index} int, {@code item_index} int
 */
public record Audience(Dataset<Row> users, Dataset<Row> rated) {

  /**
   * {@code user_index} int, {@code rated} ascending array of int, empty where none are excluded.
   */
  public Dataset<Row> withExcludedItems(RatedItems policy) {
    Dataset<Row> once = users.select(USER_INDEX).distinct();
    if (policy == RatedItems.KEPT) {
      return once.withColumn("rated", noItems());
    }
    Dataset<Row> ratedByUser =
        rated
            .filter(col(USER_INDEX).gt(0).and(col(ITEM_INDEX).gt(0)))
            .groupBy(USER_INDEX)
            .agg(sort_array(collect_set(ITEM_INDEX)).as("rated"));
    String[] user = {USER_INDEX};
    return once.join(ratedByUser, user, "left")
        .select(col(USER_INDEX), coalesce(col("rated"), noItems()).as("rated"));
  }

  private static Column noItems() {
    return array().cast("array<int>");
  }
}
