package io.valora.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Leakage report: overlap of test with train, and test ids unseen in train, in rows of test.
 *
 * @param testRows all rows of test
 * @param sameInput rows whose input columns are all equal to those of some row of train
 * @param sameInputAndTarget those of them for which the target is equal too
 * @param unseen for each id column, the values train never saw
 */
public record LeakReport(
    long testRows, long sameInput, long sameInputAndTarget, List<UnseenIds> unseen) {
  public LeakReport {
    unseen = List.copyOf(unseen);
  }

  /** Compares two splits by joins; nothing that grows with the rows reaches the driver. */
  public static LeakReport of(Dataset<Row> train, Dataset<Row> test, LeakKeys keys) {
    List<String> inputAndTarget = new ArrayList<>(keys.input());
    inputAndTarget.add(keys.target());
    return new LeakReport(
        test.count(),
        rowsAlsoIn(train, test, keys.input()),
        rowsAlsoIn(train, test, inputAndTarget),
        keys.ids().stream().map(id -> unseen(train, test, id)).toList());
  }

  /** The counts by name, in a fixed order: {@code unseen-<id>} and {@code rows-of-unseen-<id>}. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("test-rows", testRows);
    counts.put("same-input", sameInput);
    counts.put("same-input-and-target", sameInputAndTarget);
    for (UnseenIds ids : unseen) {
      counts.put("unseen-" + ids.column(), ids.ids());
      counts.put("rows-of-unseen-" + ids.column(), ids.rows());
    }
    return counts;
  }

  private static long rowsAlsoIn(Dataset<Row> train, Dataset<Row> test, List<String> columns) {
    Dataset<Row> left = only(test, columns);
    Dataset<Row> right = only(train, columns).distinct();
    return left.join(right, equal(left, right, columns), "left_semi").count();
  }

  private static UnseenIds unseen(Dataset<Row> train, Dataset<Row> test, String id) {
    Dataset<Row> left = test.groupBy(col(id)).agg(count(lit(1)).as("rows"));
    Dataset<Row> right = only(train, List.of(id)).distinct();
    Row totals =
        left.join(right, equal(left, right, List.of(id)), "left_anti")
            .agg(count(lit(1)), coalesce(sum(col("rows")), lit(0L)))
            .head();
    return new UnseenIds(id, totals.getLong(0), totals.getLong(1));
  }

  private static Dataset<Row> only(Dataset<Row> rows, List<String> columns) {
    return rows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** Nulls are equal to nulls. */
  private static Column equal(Dataset<Row> left, Dataset<Row> right, List<String> columns) {
    return columns.stream()
        .map(name -> left.col(name).eqNullSafe(right.col(name)))
        .reduce(Column::and)
        .orElseThrow(() -> new IllegalArgumentException("no columns to compare"));
  }
}
