package io.valora.tasks.regression;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigSection;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.job.DeclaredColumns;
import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.job.StageWork;
import io.valora.job.Task;
import io.valora.job.TaskConfig;
import io.valora.job.TestSummary;
import io.valora.model.Model;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The regression task: the columns of a table to a number. */
public record RegressionTask() implements Task, TestSummary {
  @Override
  public String name() {
    return "regression";
  }

  @Override
  public TaskConfig config(ConfigSection job, DeclaredColumns columns) {
    return RegressionConfig.from(job, columns);
  }

  @Override
  public Map<Stage, StageWork> works() {
    return Map.of(
        Stage.TRAIN, new RegressionTrainStage(), Stage.EVALUATE, new RegressionEvaluateStage());
  }

  @Override
  public Model earlierModel(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    return RegressionModel.read(storage, folder, config).portable(config);
  }

  @Override
  public TestSummary testSummary() {
    return this;
  }

  @Override
  public String headline(JsonNode test) {
    return "Test RMSE %s%s, R² %s on %,d rows"
        .formatted(
            TestSummary.figure(test, metric(), "there are no rows"),
            TestSummary.interval(test.path("rmse-interval-95")),
            TestSummary.figure(test, "r2", RegressionMetrics.EQUAL_TARGETS),
            test.path("rows").asLong());
  }

  @Override
  public String metric() {
    return "rmse";
  }

  @Override
  public List<String> metrics() {
    return List.of("rmse", "mae", "mape", "r2");
  }

  @Override
  public Comparator<Double> bestFirst() {
    return Comparator.naturalOrder();
  }
}
