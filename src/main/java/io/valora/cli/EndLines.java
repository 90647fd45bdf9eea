package io.valora.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.lineage.RunRecord;
import io.valora.pipeline.Stage;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last lines of a command: what came out, and where it is. */
final class EndLines {
  private final PrintStream out;

  EndLines(PrintStream out) {
    this.out = out;
  }

  /**
   * @param verdict what became of the run, such as {@code is done}
   */
  void print(RunRecord record, RunFolder folder, String verdict) {
    JsonNode test = record.metrics().path("test");
    if (!test.isMissingNode()) {
      printMetrics(test, record.metrics().path("baselines"));
    }
    printExample(record.metrics().path("example"));
    out.println("Run %s of job %s %s.".formatted(folder.runId(), folder.job(), verdict));
    out.println("Run folder: " + folder.uri());
    if (record.isDone(Stage.EVALUATE.label())) {
      out.println("Report:     " + folder.evaluation("report.html"));
    }
    next(record)
        .ifPresent(
            stage ->
                out.println(
                    "Next:       valora %s --root %s --run-id %s"
                        .formatted(stage.label(), folder.root(), folder.runId())));
  }

  private void printMetrics(JsonNode test, JsonNode baselines) {
    JsonNode interval = test.path("rmse-interval-95");
    out.println(
        "Test RMSE %.4f stars (95 %% interval %.4f to %.4f) on %,d ratings"
            .formatted(
                test.path("rmse").asDouble(),
                interval.path(0).asDouble(),
                interval.path(1).asDouble(),
                test.path("rows").asLong()));
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("network", test.path("rmse").asDouble());
    baselines
        .fields()
        .forEachRemaining(
            entry -> scores.put(entry.getKey(), entry.getValue().path("rmse").asDouble()));
    scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .forEach(entry -> out.println("  %-12s %.4f".formatted(entry.getKey(), entry.getValue())));
    out.println();
  }

  private void printExample(JsonNode example) {
    if (example.isMissingNode()) {
      return;
    }
    out.println(
        "Top %d for user %s:".formatted(example.path("top").size(), example.path("user").asText()));
    int rank = 1;
    for (JsonNode item : example.path("top")) {
      out.println(
          "  %d. %-40s %.2f"
              .formatted(rank++, item.path("item").asText(), item.path("score").asDouble()));
    }
    out.println();
  }

  private static Optional<Stage> next(RunRecord record) {
    return List.of(Stage.values()).stream()
        .filter(stage -> !record.isDone(stage.label()))
        .findFirst();
  }
}
