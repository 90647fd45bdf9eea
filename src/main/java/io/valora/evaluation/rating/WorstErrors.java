package io.valora.evaluation.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.regression.RegressionMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the test rows that the model was farthest off on. */
public final class WorstErrors {
  private WorstErrors() {}

  /**
   * The largest absolute errors first, ties by ascending row key; only these rows and their users
   * and items ever reach the driver.
   *
   * @param predicted encoded rows with a column {@code prediction}
   * @param train encoded rows
   */
  public static List<WorstError> of(Dataset<Row> predicted, Dataset<Row> train, int most) {
    List<Row> worst =
        predicted
            .select(
                col(USER),
                col(ITEM),
                RegressionMetrics.number(RATING).as(RATING),
                RegressionMetrics.number(PREDICTION).as(PREDICTION),
                col(ROW_KEY))
            .orderBy(abs(col(PREDICTION).minus(col(RATING))).desc(), col(ROW_KEY))
            .limit(most)
            .collectAsList();
    Map<String, KnownRatings> users = known(train, USER, distinct(worst, row -> row.getString(0)));
    Map<String, KnownRatings> items = known(train, ITEM, distinct(worst, row -> row.getString(1)));
    return worst.stream()
        .map(
            row ->
                new WorstError(
                    row.getString(0),
                    row.getString(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    users.getOrDefault(row.getString(0), KnownRatings.NONE),
                    items.getOrDefault(row.getString(1), KnownRatings.NONE)))
        .toList();
  }

  private static Object[] distinct(List<Row> rows, Function<Row, String> id) {
    return rows.stream().map(id).distinct().toArray();
  }

  private static Map<String, KnownRatings> known(Dataset<Row> train, String column, Object[] ids) {
    Map<String, KnownRatings> found = new HashMap<>();
    train
        .filter(col(column).isin(ids))
        .groupBy(column)
        .agg(count(lit(1)), avg(RATING))
        .collectAsList()
        .forEach(
            row -> found.put(row.getString(0), new KnownRatings(row.getLong(1), row.getDouble(2))));
    return found;
  }
}
