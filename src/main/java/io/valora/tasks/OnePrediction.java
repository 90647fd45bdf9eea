package io.valora.tasks;

import io.valora.base.JobException;
import io.valora.job.JobConfig;
import io.valora.pipeline.RunPlan;
import io.valora.storage.Storage;
import io.valora.tasks.regression.RegressionConfig;
import io.valora.tasks.regression.RegressionModel;
import io.valora.tasks.sentiment.SentimentConfig;
import io.valora.tasks.sentiment.SentimentModel;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Prediction for one row.
 *
 * @param value a number, or the probability that a text is good
 * @param sentence the same in words
 */
public record OnePrediction(double value, String sentence) {
  private static final String TEXT = "text";

  /**
   * @param plan of a published run
   * @param row text by name of the column
   * @throws JobException when a name is no column of the model, or a text no value of its column
   */
  public static OnePrediction of(
      SparkSession spark, Storage storage, RunPlan plan, Map<String, String> row) {
    JobConfig config = plan.config();
    if (config.taskConfig() instanceof RegressionConfig) {
      RegressionModel model = RegressionModel.read(storage, plan.folder(), config);
      double value = model.predict(row);
      return new OnePrediction(
          value, String.format(Locale.ROOT, "%s: %.1f", model.encoder().target().name(), value));
    }
    if (config.taskConfig() instanceof SentimentConfig) {
      requireText(row);
      double score =
          SentimentModel.read(spark, storage, plan.folder(), config).score(row.get(TEXT));
      return new OnePrediction(
          score, String.format(Locale.ROOT, "probability that it is good: %.3f", score));
    }
    throw JobException.invalid(
        "task",
        config.task().name(),
        "must be regression or sentiment; of ratings, valora recommend --user shows lists");
  }

  private static void requireText(Map<String, String> row) {
    for (String name : row.keySet()) {
      if (!name.equals(TEXT)) {
        throw JobException.invalid(name, row.get(name), "must be text: the column of a review");
      }
    }
  }
}
