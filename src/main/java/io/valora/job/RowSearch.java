package io.valora.job;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.LargestLosses;
import io.valora.evaluation.RowKeys;
import io.valora.evaluation.regression.RegressionMetrics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Search for the rows with the largest losses.
 *
 * @param among condition of the rows that count at all
 * @param compares whether the loss is that against another prediction
 */
record RowSearch(Column among, boolean compares, Loss loss) {
  private static final int FIRST_CONDITION = 5;

  /** Loss of a row; one not above zero leaves it out. */
  interface Loss extends Serializable {
    double of(double truth, double prediction, double other);
  }

  /** A search without its column, for the executors. */
  private record Part(boolean compares, Loss loss, RowKeys keys) implements Serializable {
    void add(LargestLosses found, Row row) {
      double truth = row.getDouble(1);
      double prediction = row.getDouble(2);
      double other = row.getDouble(3);
      found.add(
          loss.of(truth, prediction, other),
          row.getLong(0),
          () ->
              new DecidingRow(
                  keys.of(row.getStruct(4)), truth, prediction, compares ? other : Double.NaN));
    }
  }

  /**
   * The rows that each search finds, largest loss first, ties by ascending row key: one pass for
   * all searches, from which few rows reach the driver.
   *
   * @param rows of {@code predicted}, or those joined with another prediction
   * @param other column of the other prediction
   */
  static List<List<DecidingRow>> find(
      PredictedRows predicted, Dataset<Row> rows, Column other, Limited searches) {
    Column[] columns =
        Stream.concat(
                Stream.of(
                    col(ROW_KEY),
                    RegressionMetrics.number(predicted.truth()),
                    RegressionMetrics.number(predicted.prediction()),
                    other,
                    predicted.keys().column()),
                searches.all.stream().map(search -> coalesce(search.among, lit(false))))
            .toArray(Column[]::new);
    List<Part> parts =
        searches.all.stream()
            .map(search -> new Part(search.compares, search.loss, predicted.keys()))
            .toList();
    return rows
        .select(columns)
        .toJavaRDD()
        .treeAggregate(
            searches.empty(), (found, row) -> added(found, parts, row), RowSearch::merged)
        .stream()
        .map(LargestLosses::rows)
        .toList();
  }

  /** Searches that find so many rows each. */
  record Limited(List<RowSearch> all, int most) {
    private List<LargestLosses> empty() {
      List<LargestLosses> empty = new ArrayList<>();
      all.forEach(search -> empty.add(new LargestLosses(most)));
      return empty;
    }
  }

  private static List<LargestLosses> added(List<LargestLosses> found, List<Part> parts, Row row) {
    for (int i = 0; i < parts.size(); i++) {
      if (row.getBoolean(FIRST_CONDITION + i)) {
        parts.get(i).add(found.get(i), row);
      }
    }
    return found;
  }

  private static List<LargestLosses> merged(List<LargestLosses> found, List<LargestLosses> others) {
    for (int i = 0; i < found.size(); i++) {
      found.get(i).merge(others.get(i));
    }
    return found;
  }
}
