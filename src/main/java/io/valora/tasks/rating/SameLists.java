package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RANK;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.RowKeys;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lists of some test users, which show that everybody gets the same one. */
final class SameLists {
  private static final RowKeys KEYS = new RowKeys(List.of(USER, "list"));

  private SameLists() {}

  /**
   * Of the users with the smallest indices.
   *
   * @param seen encoded rows, whose items are left out
   * @param test encoded rows
   * @param k items of a list
   * @param most users
   */
  static List<DecidingRow> of(
      RatingModel model, Dataset<Row> seen, Dataset<Row> test, int k, int most) {
    Dataset<Row> users =
        test.where(col(USER_INDEX).gt(0)).select(USER_INDEX).distinct().orderBy(USER_INDEX);
    Dataset<Row> lists =
        new TopNRecommender(
                model.listScorers(),
                PopularItems.of(seen, model.encoder().items().size()),
                new RecommendConfig(k, RatedItems.EXCLUDED))
            .listsFor(new Audience(users.limit(most), seen))
            .rows();
    Dataset<Row> named = model.encoder().users().restore(lists, USER_INDEX, USER);
    return model
        .encoder()
        .items()
        .restore(named, ITEM_INDEX, ITEM)
        .groupBy(USER_INDEX, USER)
        .agg(sort_array(collect_list(struct(col(RANK), col(ITEM)))).as("ranked"))
        .withColumn("list", concat_ws(", ", col("ranked." + ITEM)))
        .orderBy(USER_INDEX)
        .select(KEYS.column())
        .collectAsList()
        .stream()
        .map(row -> DecidingRow.of(KEYS.of(row.getStruct(0))))
        .toList();
  }
}
