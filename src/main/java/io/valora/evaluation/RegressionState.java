package io.valora.evaluation;

import java.io.Serializable;

/**
 * What has to be remembered of rows to say how far predictions are from targets: sums, and the
 * targets' spread in the form that merges without cancellation (Chan, Golub, LeVeque 1979). The
 * state of two parts merged is the state of the whole, whatever the order.
 */
public final class RegressionState implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private long unusableRows;
  private double squaredErrors;
  private double absoluteErrors;
  private long relativeRows;
  private double relativeErrors;
  private double targetMean;
  private double targetSpread;

  /** A row whose target or prediction isn't a finite number is counted and otherwise left out. */
  public void add(double target, double prediction) {
    double error = prediction - target;
    if (!Double.isFinite(error)) {
      unusableRows++;
      return;
    }
    rows++;
    squaredErrors += error * error;
    absoluteErrors += Math.abs(error);
    if (target != 0) {
      relativeRows++;
      relativeErrors += Math.abs(error / target);
    }
    double fromOldMean = target - targetMean;
    targetMean += fromOldMean / rows;
    targetSpread += fromOldMean * (target - targetMean);
  }

  /** Adds the rows of another state to this one. */
  public void merge(RegressionState other) {
    long all = rows + other.rows;
    if (other.rows > 0) {
      double between = other.targetMean - targetMean;
      targetSpread += other.targetSpread + between * between * rows * other.rows / all;
      targetMean += between * other.rows / all;
    }
    rows = all;
    unusableRows += other.unusableRows;
    squaredErrors += other.squaredErrors;
    absoluteErrors += other.absoluteErrors;
    relativeRows += other.relativeRows;
    relativeErrors += other.relativeErrors;
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
    return new RegressionMetrics(
        rows,
        Math.sqrt(squaredErrors / rows),
        absoluteErrors / rows,
        relativeErrors / relativeRows,
        targetSpread == 0 ? Double.NaN : 1 - squaredErrors / targetSpread);
  }
}
