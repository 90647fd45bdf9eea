package io.valora.evaluation.regression;

import io.valora.base.ExactSum;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Mergeable accumulator of regression metrics, with sums free of rounding. The state of two parts
 * merged is the state of the whole, to the last bit and whatever the order.
 */
public final class RegressionState implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private long unusableRows;
  private long relativeRows;
  private final ExactSum squaredErrors = new ExactSum();
  private final ExactSum absoluteErrors = new ExactSum();
  private final ExactSum relativeErrors = new ExactSum();
  private final ExactSum targets = new ExactSum();
  private final ExactSum squaredTargets = new ExactSum();

  /** A row whose target or prediction isn't a finite number is counted and otherwise left out. */
  public void add(double target, double prediction) {
    double error = prediction - target;
    if (!Double.isFinite(error * error) || !Double.isFinite(target * target)) {
      unusableRows++;
      return;
    }
    rows++;
    squaredErrors.add(error * error);
    absoluteErrors.add(Math.abs(error));
    if (target != 0) {
      relativeRows++;
      relativeErrors.add(Math.abs(error / target));
    }
    targets.add(target);
    squaredTargets.addProduct(target, target);
  }

  /** Adds the rows of another state to this one. */
  public void merge(RegressionState other) {
    rows += other.rows;
    unusableRows += other.unusableRows;
    relativeRows += other.relativeRows;
    squaredErrors.merge(other.squaredErrors);
    absoluteErrors.merge(other.absoluteErrors);
    relativeErrors.merge(other.relativeErrors);
    targets.merge(other.targets);
    squaredTargets.merge(other.squaredTargets);
  }

  /** Rows with a finite target and prediction. */
  public long rows() {
    return rows;
  }

  /** Rows that were left out because their target or prediction isn't a finite number. */
  public long unusableRows() {
    return unusableRows;
  }

  public RegressionMetrics metrics() {
    double spread = spread();
    return new RegressionMetrics(
        rows,
        Math.sqrt(squaredErrors.value() / rows),
        absoluteErrors.value() / rows,
        relativeErrors.value() / relativeRows,
        spread == 0 ? Double.NaN : 1 - squaredErrors.value() / spread,
        rows - relativeRows);
  }

  /** Squared distances of the targets to their mean: Σt² − (Σt)² / rows, rounded last. */
  private double spread() {
    if (rows == 0) {
      return 0;
    }
    BigDecimal count = BigDecimal.valueOf(rows);
    BigDecimal sum = targets.exact();
    return squaredTargets
        .exact()
        .multiply(count)
        .subtract(sum.multiply(sum))
        .divide(count, MathContext.DECIMAL128)
        .doubleValue();
  }
}
