package io.valora.tasks.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigSection;
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
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The sentiment task: a text to one of two classes. */
public record SentimentTask() implements Task, TestSummary {
  @Override
  public String name() {
    return "sentiment";
  }

  @Override
  public TaskConfig config(ConfigSection job, DeclaredColumns columns) {
    return SentimentConfig.from(job, columns);
  }

  @Override
  public Map<Stage, StageWork> works() {
    return Map.of(
        Stage.TRAIN, new SentimentTrainStage(), Stage.EVALUATE, new SentimentEvaluateStage());
  }

  @Override
  public Model earlierModel(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    return SentimentModel.read(spark, storage, folder, config).portable(config);
  }

  @Override
  public TestSummary testSummary() {
    return this;
  }

  @Override
  public String headline(JsonNode test) {
    return "Test accuracy %.4f, ROC AUC %.4f on %,d texts"
        .formatted(
            test.path(metric()).asDouble(),
            test.path("roc-auc").asDouble(),
            test.path("rows").asLong());
  }

  @Override
  public String metric() {
    return "accuracy";
  }

  @Override
  public Comparator<Double> bestFirst() {
    return Comparator.reverseOrder();
  }
}
