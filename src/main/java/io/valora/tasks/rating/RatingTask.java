package io.valora.tasks.rating;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.evaluation.rating.Familiarity;
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

/** The rating task: a user and an item to stars. */
public record RatingTask() implements Task, TestSummary {
  @Override
  public String name() {
    return "rating";
  }

  @Override
  public TaskConfig config(ConfigSection job, DeclaredColumns columns) {
    return RatingConfig.from(job, columns);
  }

  @Override
  public Map<Stage, StageWork> works() {
    return Map.of(
        Stage.TRAIN, new RatingTrainStage(),
        Stage.EVALUATE, new RatingEvaluateStage(),
        Stage.RECOMMEND, new RecommendStage());
  }

  @Override
  public Model earlierModel(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    return EarlierRatingModel.read(spark, storage, folder, config);
  }

  @Override
  public TestSummary testSummary() {
    return this;
  }

  @Override
  public String headline(JsonNode test) {
    return "Test RMSE %s stars%s on %,d ratings"
        .formatted(
            TestSummary.figure(test, metric(), "there are no rows"),
            TestSummary.interval(test.path("rmse-interval-95")),
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
  public List<String> slices() {
    return EnumNames.namesOf(Familiarity.class);
  }

  @Override
  public Comparator<Double> bestFirst() {
    return Comparator.naturalOrder();
  }
}
