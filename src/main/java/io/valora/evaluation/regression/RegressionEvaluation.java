package io.valora.evaluation.regression;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;

import io.valora.evaluation.ConstantComparison;
import io.valora.evaluation.ConstantState;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PoissonBootstrap;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Evaluation of a regression model on the test split, in the target's unit; an error is predicted
 * minus real.
 *
 * @param rmseInterval95 the middle 95 % of the RMSEs of resampled test splits
 * @param errors counts of the errors, in bins that fit them
 * @param inputs the columns that the model reads, in order
 * @param points all test rows, or a sample of them, ascending in the input, then the real value
 * @param worst the rows furthest off, worst first
 * @param againstMean comparison with one number for every row; not in {@code metrics.json}
 */
public record RegressionEvaluation(
    RegressionMetrics test,
    Interval rmseInterval95,
    Histogram errors,
    List<String> inputs,
    List<RegressionPoint> points,
    List<WorstPrediction> worst,
    ConstantComparison againstMean) {
  public RegressionEvaluation {
    inputs = List.copyOf(inputs);
    points = List.copyOf(points);
    worst = List.copyOf(worst);
  }

  /** As {@code metrics.json} has it. */
  public RegressionEvaluation(
      RegressionMetrics test,
      Interval rmseInterval95,
      Histogram errors,
      List<String> inputs,
      List<RegressionPoint> points,
      List<WorstPrediction> worst) {
    this(test, rmseInterval95, errors, inputs, points, worst, ConstantComparison.NONE);
  }

  /**
   * A few passes over the test split.
   *
   * @param predicted the test split with {@code row_key} long, {@code label}, {@code prediction}
   *     and the columns of the inputs
   * @param seed of the bootstrap and of the sample of points
   * @param mean that the predictions are compared with; NaN for none
   * @throws io.valora.base.JobException when there are no rows, or one without a finite prediction
   */
  public static RegressionEvaluation of(
      Dataset<Row> predicted,
      List<String> inputs,
      RegressionEvaluationConfig config,
      long seed,
      double mean) {
    Sums sums = sums(predicted, new Sums(config.bootstrapSamples(), seed, mean));
    RegressionMetrics test = RegressionMetrics.checked(sums.state).metrics();
    Dataset<Row> errors =
        predicted.select(
            RegressionMetrics.number(PREDICTION)
                .minus(RegressionMetrics.number(LABEL))
                .as("error"));
    return new RegressionEvaluation(
        test,
        sums.bootstrap.rmse95(),
        ErrorHistogram.of(errors),
        inputs,
        ShownRows.points(predicted, inputs, config.points(), seed),
        ShownRows.worst(predicted, inputs, config.worstErrors()),
        sums.constant.comparison());
  }

  private static Sums sums(Dataset<Row> predicted, Sums empty) {
    return predicted
        .select(col(ROW_KEY), RegressionMetrics.number(LABEL), RegressionMetrics.number(PREDICTION))
        .toJavaRDD()
        .treeAggregate(empty, Sums::add, Sums::merge);
  }

  /** Mergeable accumulator of one pass: metric sums, bootstrap samples and error range. */
  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RegressionState state = new RegressionState();
    private final PoissonBootstrap bootstrap;
    private final ConstantState constant;

    Sums(int samples, long seed, double mean) {
      this.constant = new ConstantState(mean);
      this.bootstrap = new PoissonBootstrap(samples, seed);
    }

    Sums add(Row row) {
      double error = row.getDouble(2) - row.getDouble(1);
      state.add(row.getDouble(1), row.getDouble(2));
      if (Double.isFinite(error)) {
        bootstrap.add(row.getLong(0), error);
        constant.add(row.getDouble(1), row.getDouble(2));
      }
      return this;
    }

    Sums merge(Sums other) {
      state.merge(other.state);
      bootstrap.merge(other.bootstrap);
      constant.merge(other.constant);
      return this;
    }
  }
}
