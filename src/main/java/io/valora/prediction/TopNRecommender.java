package io.valora.prediction;

import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;

import io.valora.model.PairScorerFactory;
import io.valora.prediction.lists.UserLists;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the best items of every user among the whole catalog.
 *
 * @param scorers opened once per partition that has users
 * @param popular the catalog, and what users without an index are recommended
 */
public record TopNRecommender(
    PairScorerFactory scorers, PopularItems popular, RecommendConfig config) {

  /**
   * One list per user: highest score first, ties by ascending item index. It is shorter than {@code
   * top-n} when fewer items are left, and empty for a user who rated everything. User index 0 gets
   * the most popular items.
   *
   * @throws io.valora.base.JobException from the Spark action, when a score is not a number
   */
  public RankedLists listsFor(Audience audience) {
    return lists(audience.withExcludedItems(config.rated()));
  }

  /**
   * The same, of users whose excluded items are known.
   *
   * @param users as {@link Audience#withExcludedItems} gives them; read twice
   */
  public RankedLists lists(Dataset<Row> users) {
    Dataset<Row> known = users.filter(col(USER_INDEX).gt(0));
    JavaRDD<Row> scored =
        known
            .toJavaRDD()
            .mapPartitions(
                listing(JavaSparkContext.fromSparkContext(known.sparkSession().sparkContext())));
    Dataset<Row> unknown = users.filter(col(USER_INDEX).equalTo(0));
    return new RankedLists(
        known
            .sparkSession()
            .createDataFrame(scored, RankedLists.SCHEMA)
            .union(popular.lists(unknown, config.topN()).lists()));
  }

  private FlatMapFunction<Iterator<Row>, Row> listing(JavaSparkContext context) {
    Broadcast<PairScorerFactory> factory = context.broadcast(scorers);
    int catalogItems = popular.catalogItems();
    int topN = config.topN();
    return users ->
        users.hasNext()
            ? UserLists.of(users, factory.value().open(), catalogItems, topN)
            : Collections.emptyIterator();
  }
}
