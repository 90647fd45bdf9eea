package io.valora.evaluation.ranking;

import static io.valora.schema.Columns.ITEMS;
import static io.valora.schema.Columns.ITEM_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.valora.evaluation.ExactColumns;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Diversity of recommendation lists: their difference from user to user and their coverage of the
 * catalog. NaN where it is not defined.
 *
 * @param lists that hold at least one item
 * @param catalogItems items that a list can hold
 * @param distinctItems items that are on any list
 * @param meanOverlap share of a list that stands in another user's list too, the mean over all
 *     ordered pairs of lists, in [0, 1]; not defined for fewer than two lists
 * @param gini Gini coefficient of how often each catalog item is listed: 0 when all are listed
 *     equally often, nearly 1 when few have all the places; not defined without lists
 */
public record ListDiversity(
    long lists, long catalogItems, long distinctItems, double meanOverlap, double gini) {
  private static final double NEARLY_THE_SAME = 0.8;

  /**
   * Measures lists. Items are counted on the executors; the driver gets one row per number of times
   * that an item is listed, which are at most √(2 · places in all lists).
   *
   * @param lists {@code items} array of int, each once in a list
   */
  static ListDiversity of(Dataset<Row> lists, long catalogItems) {
    Column first = when(col("pos").equalTo(0), 1L).otherwise(0L).as("first");
    List<Row> byTimesListed =
        lists
            .select(lit(1.0).divide(size(col(ITEMS))).as("share"), posexplode(col(ITEMS)))
            .select(col("share"), col("col").as(ITEM_INDEX), first)
            .groupBy(ITEM_INDEX)
            .agg(
                count(lit(1)).as("times"),
                ExactColumns.exactSum(col("share")).as("shares"),
                sum("first").as("first"))
            .groupBy("times")
            .agg(count(lit(1)), ExactColumns.exactSum(col("shares")), sum("first"))
            .collectAsList()
            .stream()
            .sorted(Comparator.comparingLong(row -> row.getLong(0)))
            .toList();
    long distinct = byTimesListed.stream().mapToLong(row -> row.getLong(1)).sum();
    long users = byTimesListed.stream().mapToLong(row -> row.getLong(3)).sum();
    return new ListDiversity(
        users,
        catalogItems,
        distinct,
        overlap(byTimesListed, users),
        gini(byTimesListed, catalogItems, distinct));
  }

  /** Share of the catalog that is on any list, in [0, 1]. */
  public double coverage() {
    return (double) distinctItems / catalogItems;
  }

  /**
   * Whether the lists, of {@code k} items, are nearly the same for everybody: two of them share
   * more than 80 %, or all of them hold fewer than 2k items. A catalog of fewer than 2k items
   * leaves no choice, and says nothing.
   */
  public boolean isNearlyTheSame(int k) {
    return lists > 1
        && catalogItems >= 2L * k
        && (distinctItems < 2L * k || meanOverlap > NEARLY_THE_SAME);
  }

  /** An item of a list of n stands in the lists of all others that have it, for 1/n of the list. */
  private static double overlap(List<Row> byTimesListed, long users) {
    double shared = 0;
    for (Row row : byTimesListed) {
      shared += row.getDouble(2) * (row.getLong(0) - 1);
    }
    return users < 2 ? Double.NaN : shared / ((double) users * (users - 1));
  }

  private static double gini(List<Row> byTimesListed, long catalogItems, long distinct) {
    double ranked = 0;
    double places = 0;
    long below = catalogItems - distinct;
    for (Row row : byTimesListed) {
      double items = row.getLong(1);
      places += items * row.getLong(0);
      ranked += row.getLong(0) * (items * below + items * (items + 1) / 2);
      below += row.getLong(1);
    }
    return 2 * ranked / (catalogItems * places) - (catalogItems + 1.0) / catalogItems;
  }
}
