package io.valora.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.Figure;
import io.valora.gates.Gatekeeper;
import io.valora.gates.Validation;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.job.TestSummary;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last lines of a command: what came out, and where it is. */
final class RunSummary {
  private final PrintStream out;
  private final Storage storage;

  RunSummary(PrintStream out, Storage storage) {
    this.out = out;
    this.storage = storage;
  }

  /**
   * @param task of the job
   * @param verdict what became of the run, such as {@code is done}
   */
  void print(RunRecord record, RunFolder folder, Task task, String verdict) {
    JsonNode test = record.metrics().path("test");
    if (!test.isMissingNode()) {
      printMetrics(record.metrics(), task.testSummary());
    }
    printExample(record.metrics().path("example"));
    record.rows().warnings().forEach(warning -> out.println("Warning: " + warning));
    record
        .metrics()
        .path(TestSummary.VERDICT)
        .forEach(sentence -> out.println("Verdict:    " + sentence.asText()));
    Validation.read(storage, folder)
        .ifPresent(
            found -> {
              out.println("Gates:      " + found.summary());
              Validation.shownRows(found.results()).forEach(out::println);
            });
    out.println("Run %s of job %s %s.".formatted(folder.runId(), folder.job(), verdict));
    out.println("Run folder: " + ShellPath.of(folder.uri()));
    if (record.isDone(Stage.EVALUATE.label())) {
      out.println("Report:     " + ShellPath.of(folder.report()));
    }
    championOf(record, folder).ifPresent(line -> out.println("Champion:   " + line));
    next(record, task)
        .ifPresent(
            stage ->
                out.println(
                    "Next:       valora %s --root %s --run-id %s"
                        .formatted(stage.label(), ShellPath.of(folder.root()), folder.runId())));
  }

  /** The same facts as one JSON object. */
  void printJson(RunRecord record, RunFolder folder) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", folder.job()).put("run-id", folder.runId());
    json.put("status", EnumNames.nameOf(record.progress().status()));
    json.put("run-folder", folder.uri());
    if (record.isDone(Stage.EVALUATE.label())) {
      json.put("report", folder.report());
    }
    championOf(record, folder).ifPresent(line -> json.put("champion", line));
    record.rows().warnings().forEach(json.putArray("warnings")::add);
    json.setAll((ObjectNode) record.metrics());
    out.println(json);
  }

  /** Whether the alias moved to a published run, and from which or why not. */
  private Optional<String> championOf(RunRecord record, RunFolder folder) {
    if (record.progress().status() != RunStatus.SUCCEEDED) {
      return Optional.empty();
    }
    ModelAlias alias = new ModelAlias(storage, folder);
    List<String> open = new Gatekeeper(storage, folder).open();
    if (!open.isEmpty()) {
      String stays = alias.read("champion").map("%s stays"::formatted).orElse("none");
      return Optional.of("%s: this run failed %s".formatted(stays, String.join(", ", open)));
    }
    return Optional.of(
        alias
            .reasonAgainst()
            .orElseGet(
                () ->
                    alias
                        .read("previous")
                        .map("this run, in place of %s"::formatted)
                        .orElse("this run")));
  }

  private void printMetrics(JsonNode metrics, TestSummary summary) {
    out.println(summary.headline(metrics.path("test")));
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("network", metric(metrics.path("test"), summary));
    metrics
        .path("baselines")
        .fields()
        .forEachRemaining(entry -> scores.put(entry.getKey(), metric(entry.getValue(), summary)));
    scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(undefinedLast(summary.bestFirst())))
        .forEach(
            entry ->
                out.println("  %-20s %s".formatted(entry.getKey(), Figure.of(entry.getValue()))));
    summary.details(metrics).forEach(out::println);
    out.println();
  }

  private static double metric(JsonNode metrics, TestSummary summary) {
    return metrics.path(summary.metric()).asDouble(Double.NaN);
  }

  private static Comparator<Double> undefinedLast(Comparator<Double> order) {
    return Comparator.<Double, Boolean>comparing(value -> value.isNaN()).thenComparing(order);
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

  private static Optional<Stage> next(RunRecord record, Task task) {
    return task.stages().stream().filter(stage -> !record.isDone(stage.label())).findFirst();
  }
}
