package io.valora.baselines;

import static io.valora.schema.Columns.LABEL;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Row counts by label in the train split.
 *
 * @param rows at least 1
 * @param positives rows with label 1
 */
record ClassCounts(long rows, long positives) {
  /**
   * @throws JobException when there are no rows, or one whose label is neither 0 nor 1
   */
  static ClassCounts of(Dataset<Row> train) {
    Row counts =
        train
            .agg(count(lit(1)), rowsWhere(col(LABEL).equalTo(0)), rowsWhere(col(LABEL).equalTo(1)))
            .first();
    long rows = counts.getLong(0);
    long others = rows - counts.getLong(1) - counts.getLong(2);
    if (rows == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED, "fit a baseline", "the train split has no rows");
    }
    if (others > 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "fit a baseline",
          "%d of %d rows have a label that is neither 0 nor 1".formatted(others, rows));
    }
    return new ClassCounts(rows, counts.getLong(2));
  }

  boolean hasBoth() {
    return positives > 0 && positives < rows;
  }

  double positiveShare() {
    return (double) positives / rows;
  }

  private static Column rowsWhere(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }
}
