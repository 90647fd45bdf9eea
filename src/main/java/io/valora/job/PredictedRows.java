package io.valora.job;

import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.RowKeys;
import io.valora.evaluation.RowLoss;
import io.valora.model.Output;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Test rows with the network's predictions.
 *
 * @param rows with {@code row_key} and the columns named here; asked for where a rule needs them
 * @param keys that tell which row it is
 * @param truth the column of true values, which the test split has too
 * @param prediction the column of predictions, which baselines give too
 * @param threshold from which on a prediction is read as class 1; NaN for numbers
 * @param simplest the answer of the simplest baseline to every row
 * @param slices conditions by the names of the slices
 */
public record PredictedRows(
    Supplier<Dataset<Row>> rows,
    RowKeys keys,
    String truth,
    String prediction,
    double threshold,
    double simplest,
    Map<String, Column> slices) {

  /** The rows, of all or of a slice, that count most in a metric. */
  RowSearch most(String metric, Column among) {
    RowLoss loss = isOfNumbers() ? RowLoss.ofNumbers(metric) : RowLoss.ofClasses(metric, threshold);
    return new RowSearch(among, false, (truth, own, other) -> loss.of(truth, own));
  }

  /** The rows on which the network loses most to another answer, which a baseline gave. */
  RowSearch mostBehind() {
    return new RowSearch(lit(true), true, isOfNumbers() ? squaredErrors() : misreadAlone());
  }

  private boolean isOfNumbers() {
    return Double.isNaN(threshold);
  }

  private static RowSearch.Loss squaredErrors() {
    RowLoss squared = RowLoss.ofNumbers("rmse");
    return (truth, own, other) -> squared.of(truth, own) - squared.of(truth, other);
  }

  private RowSearch.Loss misreadAlone() {
    RowLoss ours = RowLoss.ofClasses("accuracy", threshold);
    RowLoss theirs = RowLoss.ofClasses("accuracy", Output.HALF);
    return (truth, own, other) -> theirs.of(truth, other) > 0 ? 0 : ours.of(truth, own);
  }
}
