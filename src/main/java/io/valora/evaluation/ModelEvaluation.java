package io.valora.evaluation;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where the model is right and wrong on the test part.
 *
 * @param slices one per {@link Familiarity}
 * @param errors counts of prediction − rating
 * @param predictedAgainstReal ascending in stars
 * @param worstErrors largest first
 */
public record ModelEvaluation(
    ModelMetrics test,
    List<SliceMetrics> slices,
    Histogram errors,
    List<StarDistribution> predictedAgainstReal,
    List<WorstError> worstErrors) {
  public ModelEvaluation {
    slices = List.copyOf(slices);
    predictedAgainstReal = List.copyOf(predictedAgainstReal);
    worstErrors = List.copyOf(worstErrors);
  }

  /**
   * One pass over the test part for all counts and sums, one more for the worst errors.
   *
   * @param predicted the encoded test part with a column {@code prediction}
   * @param train the encoded train part
   * @param seed of the bootstrap
   * @throws io.valora.base.JobException when there are no rows, or one without a finite prediction
   */
  public static ModelEvaluation of(
      Dataset<Row> predicted, Dataset<Row> train, EvaluationConfig config, long seed) {
    EvaluationState state = stateOf(predicted, config, seed);
    return new ModelEvaluation(
        state.metrics(),
        state.slices(),
        state.errors(),
        state.predictedAgainstReal(),
        WorstErrors.of(predicted, train, config.worstErrors()));
  }

  static EvaluationState stateOf(Dataset<Row> predicted, EvaluationConfig config, long seed) {
    return predicted
        .select(
            col("row_key"),
            col("user_index"),
            col("item_index"),
            RegressionMetrics.number("rating"),
            RegressionMetrics.number("prediction"))
        .toJavaRDD()
        .map(ModelEvaluation::scoredRow)
        .treeAggregate(
            new EvaluationState(config, seed), EvaluationState::add, EvaluationState::merge);
  }

  private static ScoredRow scoredRow(Row row) {
    return new ScoredRow(
        row.getLong(0), row.getInt(1), row.getInt(2), row.getDouble(3), row.getDouble(4));
  }
}
