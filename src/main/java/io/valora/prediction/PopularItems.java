package io.valora.prediction;

import static io.valora.schema.Columns.ITEM_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The whole catalog by popularity: most ratings first, ties by ascending item index, items without
 * ratings last. It holds one int per catalog item, on the driver and on each executor.
 */
public final class PopularItems {
  private static final Comparator<Row> MOST_RATED =
      Comparator.<Row>comparingLong(row -> row.getLong(1))
          .reversed()
          .thenComparingInt(row -> row.getInt(0));

  private final int[] order;

  private PopularItems(int[] order) {
    this.order = order;
  }

  /**
   * @param ratings encoded rows
   * @param catalogItems the catalog is item indices 1 to this number
   */
  public static PopularItems of(Dataset<Row> ratings, int catalogItems) {
    List<Row> rated =
        ratings
            .filter(col(ITEM_INDEX).between(1, catalogItems))
            .groupBy(ITEM_INDEX)
            .agg(count(lit(1)))
            .collectAsList();
    BitSet unrated = new BitSet(catalogItems + 1);
    unrated.set(1, catalogItems + 1);
    rated.forEach(row -> unrated.clear(row.getInt(0)));
    IntStream byRatings = rated.stream().sorted(MOST_RATED).mapToInt(row -> row.getInt(0));
    return new PopularItems(IntStream.concat(byRatings, unrated.stream()).toArray());
  }

  /** Items in the catalog; their indices are 1 to this number. */
  public int catalogItems() {
    return order.length;
  }

  /** The most popular items, best first; the whole catalog when {@code most} exceeds it. */
  public int[] best(int most) {
    return Arrays.copyOf(order, Math.min(most, order.length));
  }

  /**
   * The most popular items of each user, without the rated ones where those are excluded; the
   * scores are null. A user who rated nearly everything gets a shorter list, possibly an empty one.
   */
  public RankedLists listsFor(Audience audience, RecommendConfig config) {
    return lists(audience.withExcludedItems(config.rated()), config.topN());
  }

  /**
   * The same, of users whose excluded items are known.
   *
   * @param users as {@link Audience#withExcludedItems} gives them
   */
  public RankedLists lists(Dataset<Row> users, int most) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext());
    Broadcast<int[]> popular = context.broadcast(order);
    return new RankedLists(
        users
            .sparkSession()
            .createDataFrame(
                users.toJavaRDD().map(user -> list(user, popular.value(), most)),
                RankedLists.SCHEMA));
  }

  private static Row list(Row user, int[] popular, int most) {
    BitSet rated = new BitSet();
    user.<Integer>getList(1).forEach(rated::set);
    Integer[] items =
        Arrays.stream(popular)
            .filter(item -> !rated.get(item))
            .limit(most)
            .boxed()
            .toArray(Integer[]::new);
    return RowFactory.create(user.getInt(0), items, new Float[items.length]);
  }
}
