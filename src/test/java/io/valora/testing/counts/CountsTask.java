package io.valora.testing.counts;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigSection;
import io.valora.job.DeclaredColumns;
import io.valora.job.Stage;
import io.valora.job.StageWork;
import io.valora.job.Task;
import io.valora.job.TaskConfig;
import io.valora.job.TestSummary;
import java.util.Comparator;
import java.util.Map;

/** A task of a user's own: the columns of a table to a count, by Poisson loss. */
public record CountsTask() implements Task, TestSummary {
  @Override
  public String name() {
    return "counts";
  }

  @Override
  public TaskConfig config(ConfigSection job, DeclaredColumns columns) {
    return CountsConfig.from(job, columns);
  }

  @Override
  public Map<Stage, StageWork> works() {
    return Map.of(Stage.TRAIN, new CountsTrainStage(), Stage.EVALUATE, new CountsEvaluateStage());
  }

  @Override
  public TestSummary testSummary() {
    return this;
  }

  @Override
  public String headline(JsonNode test) {
    return "Test RMSE %.4f on %,d rows"
        .formatted(test.path(metric()).asDouble(), test.path("rows").asLong());
  }

  @Override
  public String metric() {
    return "rmse";
  }

  @Override
  public Comparator<Double> bestFirst() {
    return Comparator.naturalOrder();
  }
}
