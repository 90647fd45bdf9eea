package io.valora.tasks.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigSection;
import io.valora.evaluation.classification.TextLength;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    return "Test accuracy %s, ROC AUC %s on %,d texts"
        .formatted(
            TestSummary.figure(test, metric(), "there are no rows"),
            TestSummary.figure(test, "roc-auc", "the test rows are all of one class"),
            test.path("rows").asLong());
  }

  @Override
  public List<String> details(JsonNode metrics) {
    JsonNode classes = metrics.path("classes");
    List<String> parts = new ArrayList<>();
    classes
        .path("parts")
        .fields()
        .forEachRemaining(part -> parts.add(counts(part.getKey(), part.getValue(), classes)));
    return parts.isEmpty() ? List.of() : List.of("Classes: " + String.join("; ", parts));
  }

  private static String counts(String part, JsonNode counts, JsonNode classes) {
    return "%s %,d %s and %,d %s"
        .formatted(
            part,
            counts.path("negatives").asLong(),
            classes.path("negative").asText(),
            counts.path("positives").asLong(),
            classes.path("positive").asText());
  }

  @Override
  public String metric() {
    return "accuracy";
  }

  @Override
  public List<String> metrics() {
    return List.of(
        metric(),
        "precision",
        "recall",
        "f1",
        "log-loss",
        "brier",
        "expected-calibration-error",
        "roc-auc",
        "average-precision");
  }

  @Override
  public List<String> slices() {
    List<String> slices = new ArrayList<>(List.of("label-1", "label-0"));
    for (TextLength length : TextLength.values()) {
      slices.add(length.slice());
    }
    return slices;
  }

  @Override
  public Comparator<Double> bestFirst() {
    return Comparator.reverseOrder();
  }
}
