package io.valora.evaluation.regression;

import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Regression metrics: RMSE, MAE, MAPE and R². A number that isn't defined is NaN: all of them
 * without rows, MAPE when every target is 0, R² when all targets are equal.
 *
 * @param rows compared
 * @param rmse root of the mean squared error, in the target's unit
 * @param mae mean absolute error, in the target's unit
 * @param mape mean of |error / target| over the targets that are not 0; 0.25 means 25 %
 * @param r2 1 − squared errors / squared distances of the targets to their mean; at most 1
 * @param zeroTargets rows that MAPE leaves out, as their target is 0
 */
public record RegressionMetrics(
    long rows, double rmse, double mae, double mape, double r2, long zeroTargets) {
  /** Reason of an undefined R². */
  public static final String EQUAL_TARGETS = "every target of the test rows is the same";

  /** Of rows none of whose targets is 0. */
  public RegressionMetrics(long rows, double rmse, double mae, double mape, double r2) {
    this(rows, rmse, mae, mape, r2, 0);
  }

  /** Compares the column {@code prediction} with the column {@code rating}, in one pass. */
  public static RegressionMetrics of(Dataset<Row> predicted) {
    return of(predicted, RATING, PREDICTION);
  }

  /**
   * Compares two numeric columns in one pass.
   *
   * @throws JobException when there are no rows, or one has no finite target or prediction
   */
  public static RegressionMetrics of(Dataset<Row> predicted, String target, String prediction) {
    RegressionState state =
        predicted
            .select(number(target), number(prediction))
            .toJavaRDD()
            .treeAggregate(
                new RegressionState(), RegressionMetrics::added, RegressionMetrics::merged);
    return checked(state).metrics();
  }

  /** A column as a double, NaN where it is null. */
  public static Column number(String column) {
    return coalesce(col(column).cast(DataTypes.DoubleType), lit(Double.NaN));
  }

  /**
   * The same state, when every prediction that it was given is a finite number.
   *
   * @throws JobException when one isn't, or there are no rows
   */
  public static RegressionState checked(RegressionState state) {
    if (state.unusableRows() > 0) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL,
          "evaluate the predictions",
          "%d of %d are not finite numbers (a smaller learning rate may keep training stable)"
              .formatted(state.unusableRows(), state.rows() + state.unusableRows()));
    }
    if (state.rows() == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED, "evaluate the predictions", "there are no rows to evaluate on");
    }
    return state;
  }

  private static RegressionState added(RegressionState state, Row row) {
    state.add(row.getDouble(0), row.getDouble(1));
    return state;
  }

  private static RegressionState merged(RegressionState state, RegressionState other) {
    state.merge(other);
    return state;
  }
}
