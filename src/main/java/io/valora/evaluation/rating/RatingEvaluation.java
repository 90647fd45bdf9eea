package io.valora.evaluation.rating;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;

import io.valora.evaluation.ConstantComparison;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.regression.RegressionMetrics;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Evaluation of a rating model on the test split: metrics, slices, error histogram and worst
 * errors.
 *
 * @param slices one per {@link Familiarity}
 * @param errors counts of prediction − rating
 * @param predictedAgainstReal ascending in stars
 * @param worstErrors largest first
 * @param againstMean comparison with one number of stars for every row; not in {@code metrics.json}
 */
public record RatingEvaluation(
    RatingMetrics test,
    List<SliceMetrics> slices,
    Histogram errors,
    List<StarDistribution> predictedAgainstReal,
    List<WorstError> worstErrors,
    ConstantComparison againstMean) {
  public RatingEvaluation {
    slices = List.copyOf(slices);
    predictedAgainstReal = List.copyOf(predictedAgainstReal);
    worstErrors = List.copyOf(worstErrors);
  }

  /** As {@code metrics.json} has it. */
  public RatingEvaluation(
      RatingMetrics test,
      List<SliceMetrics> slices,
      Histogram errors,
      List<StarDistribution> predictedAgainstReal,
      List<WorstError> worstErrors) {
    this(test, slices, errors, predictedAgainstReal, worstErrors, ConstantComparison.NONE);
  }

  /**
   * One pass over the test split for all counts and sums, one more for the worst errors.
   *
   * @param predicted the encoded test split with a column {@code prediction}
   * @param train the encoded train split
   * @param seed of the bootstrap
   * @param mean stars that the predictions are compared with; NaN for none
   * @throws io.valora.base.JobException when there are no rows, or one without a finite prediction
   */
  public static RatingEvaluation of(
      Dataset<Row> predicted,
      Dataset<Row> train,
      RatingEvaluationConfig config,
      long seed,
      double mean) {
    RatingState state = stateOf(predicted, config, seed, mean);
    return new RatingEvaluation(
        state.metrics(),
        state.slices(),
        state.errors(),
        state.predictedAgainstReal(),
        WorstErrors.of(predicted, train, config.worstErrors()),
        state.againstMean());
  }

  static RatingState stateOf(
      Dataset<Row> predicted, RatingEvaluationConfig config, long seed, double mean) {
    return predicted
        .select(
            col(ROW_KEY),
            col(USER_INDEX),
            col(ITEM_INDEX),
            RegressionMetrics.number(RATING),
            RegressionMetrics.number(PREDICTION))
        .toJavaRDD()
        .map(RatingEvaluation::scoredRow)
        .treeAggregate(new RatingState(config, seed, mean), RatingState::add, RatingState::merge);
  }

  private static ScoredRow scoredRow(Row row) {
    return new ScoredRow(
        row.getLong(0), row.getInt(1), row.getInt(2), row.getDouble(3), row.getDouble(4));
  }
}
