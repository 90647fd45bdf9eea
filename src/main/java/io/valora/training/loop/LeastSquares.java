package io.valora.training.loop;

import io.valora.training.shards.ShardedRows;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Line with the least squared errors on train, by the normal equations of ridge regression (Hoerl
 * and Kennard, 1970), whose penalty the validation split chooses; without one, generalized
 * cross-validation does (Golub, Heath and Wahba, 1979). Columns are brought to one size for the
 * penalty. The same bits for the same shards.
 */
final class LeastSquares {
  /** Beyond as many numbers the equations would take longer than training. */
  static final int MOST_NUMBERS = 1024;

  /** Shares of a column's variance, the least first: one that only keeps the equations solvable. */
  private static final double[] PENALTIES = {1e-8, 1e-4, 1e-3, 1e-2, 1e-1, 1};

  private static final double NO_VARIANCE = 1e-12;

  private LeastSquares() {}

  /**
   * The weight of each number, and then what is added; empty without numbers or with too many.
   *
   * @param validation may be empty
   */
  static Optional<double[]> line(ShardedRows train, ShardedRows validation, int numbers) {
    if (numbers == 0 || numbers > MOST_NUMBERS) {
      return Optional.empty();
    }
    return line(products(train, numbers), products(validation, numbers));
  }

  static Optional<double[]> line(CrossProducts train, CrossProducts validation) {
    double[] scales = scales(train);
    Optional<double[]> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      try {
        RealMatrix matrix = penalized(train, scales, penalty);
        DecompositionSolver solver = new CholeskyDecomposition(matrix).getSolver();
        double[] line = line(train, scales, solver.solve(labels(train, scales)).toArray());
        double error =
            validation.rows() > 0
                ? validation.squaredError(line)
                : crossValidated(
                    train.squaredError(line), train.rows(), freedom(solver, scales, penalty));
        if (isFinite(line) && (best.isEmpty() || error <= least)) {
          best = Optional.of(line);
          least = error;
        }
      } catch (NonPositiveDefiniteMatrixException unsolvable) {
        // a larger penalty makes it solvable
      }
    }
    return best;
  }

  /** Covariances of columns of variance 1, and the penalty on the diagonal. */
  private static RealMatrix penalized(CrossProducts train, double[] scales, double penalty) {
    RealMatrix matrix = new Array2DRowRealMatrix(scales.length, scales.length);
    for (int i = 0; i < scales.length; i++) {
      for (int j = 0; j < i; j++) {
        double covariance = train.covariance(i, j) * scales[i] * scales[j];
        matrix.setEntry(i, j, covariance);
        matrix.setEntry(j, i, covariance);
      }
      matrix.setEntry(i, i, 1 + penalty);
    }
    return matrix;
  }

  private static RealVector labels(CrossProducts train, double[] scales) {
    double[] covariances = new double[scales.length];
    for (int i = 0; i < scales.length; i++) {
      covariances[i] = train.covariance(i, scales.length + 1) * scales[i];
    }
    return new ArrayRealVector(covariances, false);
  }

  /** Effective degrees of freedom: the trace of the matrix that takes labels to fitted ones. */
  private static double freedom(DecompositionSolver solver, double[] scales, double penalty) {
    RealMatrix inverse = solver.getInverse();
    double freedom = 1;
    for (int i = 0; i < scales.length; i++) {
      freedom += scales[i] == 0 ? 0 : 1 - penalty * inverse.getEntry(i, i);
    }
    return freedom;
  }

  /** The score of generalized cross-validation; infinite for a line that has as much freedom. */
  private static double crossValidated(double squaredError, double rows, double freedom) {
    double left = 1 - freedom / rows;
    return left * rows < 1 ? Double.POSITIVE_INFINITY : squaredError / (left * left);
  }

  /** The weights for columns of variance 1, brought back; a column without variance has none. */
  private static double[] line(CrossProducts train, double[] scales, double[] weights) {
    int numbers = scales.length;
    double[] line = new double[numbers + 1];
    line[numbers] = train.mean(numbers + 1);
    for (int i = 0; i < numbers; i++) {
      line[i] = weights[i] * scales[i];
      line[numbers] -= line[i] * train.mean(i);
    }
    return line;
  }

  /** One over each column's standard deviation; 0 for a column without variance. */
  private static double[] scales(CrossProducts train) {
    double[] scales = new double[train.numbers()];
    for (int i = 0; i < scales.length; i++) {
      double variance = train.covariance(i, i);
      boolean varies = variance > NO_VARIANCE * train.of(i, i) / train.rows();
      scales[i] = varies ? 1 / Math.sqrt(variance) : 0;
    }
    return scales;
  }

  private static boolean isFinite(double[] line) {
    return Arrays.stream(line).allMatch(weight -> Float.isFinite((float) weight));
  }

  private static CrossProducts products(ShardedRows rows, int numbers) {
    return rows.each(shard -> CrossProducts.of(shard, numbers)).stream()
        .reduce(CrossProducts.none(numbers + 2), CrossProducts::plus);
  }
}
