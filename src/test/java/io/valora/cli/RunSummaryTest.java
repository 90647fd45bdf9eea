package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Outcome;
import io.valora.job.Task;
import io.valora.lease.Lease;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void undefinedNumbersAreCalledThatWithTheReason() throws JsonProcessingException {
    String regression =
        printed(
            "regression",
            """
            {"test": {"rows": 60, "rmse": 3.2e-7, "r2": null, "rmse-interval-95": [3e-7, 4e-7]},
             "baselines": {"mean": {"rmse": 0.25}, "linear-regression": {"rmse": null}}}
            """);
    assertThat(regression)
        .contains(
            "Test RMSE 3.200e-07 (95 % interval 3.000e-07 to 4.000e-07), R² undefined (every target"
                + " of the test rows is the same) on 60 rows")
        .containsSubsequence(
            "  network              3.200e-07", "  mean", "  linear-regression    undefined");
    String sentiment =
        printed(
            "sentiment",
            """
            {"test": {"rows": 60, "accuracy": 1, "roc-auc": null}, "baselines": {},
             "classes": {"negative": "ham", "positive": "spam", "parts": {
               "train": {"negatives": 1200, "positives": 3},
               "test": {"negatives": 60, "positives": 0}}}}
            """);
    assertThat(sentiment)
        .contains(
            "Test accuracy 1.0000, ROC AUC undefined (the test rows are all of one class) on 60",
            "Classes: train 1,200 ham and 3 spam; test 60 ham and 0 spam");
  }

  @Test
  void theLastLinesSayWhatToDoWithTheModel() throws JsonProcessingException {
    String said =
        printed(
            "rating",
            """
            {"test": {"rows": 60, "rmse": 1.2}, "baselines": {"als": {"rmse": 1.1}},
             "verdict": ["Don’t use the lists", "Don’t use the model"]}
            """);
    assertThat(said)
        .startsWith("Test RMSE 1.2000 stars on 60 ratings")
        .containsSubsequence(
            "Verdict:    Don’t use the lists",
            "Verdict:    Don’t use the model",
            "Run r2 of job j is done.");
  }

  @Test
  void theSameFactsComeAsOneJsonObject() throws JsonProcessingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RunSummary(new PrintStream(out, true, StandardCharsets.UTF_8), storage)
        .printJson(record("r2", "{\"test\": {\"rmse\": null}}"), run("r2"));
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(json.path("run-id").asText()).isEqualTo("r2");
    assertThat(json.path("status").asText()).isEqualTo("succeeded");
    assertThat(json.path("champion").asText()).isEqualTo("this run");
    assertThat(json.at("/test/rmse").isNull()).isTrue();
  }

  @Test
  void theChampionIsNamedWithTheOneBeforeIt() throws JsonProcessingException {
    assertThat(champion("r1")).isEqualTo("Champion:   this run");
    assertThat(champion("r2")).isEqualTo("Champion:   this run, in place of r1");
    new ModelAlias(storage, run("r3")).promote(Instant.EPOCH, Lease.USUAL);
    assertThat(printed("regression", "{}"))
        .contains("Champion:   r3 stays: it was published later");
  }

  private String champion(String runId) throws JsonProcessingException {
    new ModelAlias(storage, run(runId)).promote(Instant.EPOCH, Lease.USUAL);
    return print(runId, "regression", "{}")
        .lines()
        .filter(line -> line.startsWith("Champion"))
        .findFirst()
        .orElseThrow();
  }

  private String printed(String task, String metrics) throws JsonProcessingException {
    return print("r2", task, metrics);
  }

  private String print(String runId, String name, String metrics) throws JsonProcessingException {
    RunRecord record = record(runId, metrics);
    Task task = Tasks.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RunSummary(new PrintStream(out, true, StandardCharsets.UTF_8), storage)
        .print(record, run(runId), task, "is done");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RunRecord record(String runId, String metrics) throws JsonProcessingException {
    return RunRecord.begun(new RunIdentity(runId, "j", 42, Instant.EPOCH))
        .withMetrics((ObjectNode) new ObjectMapper().readTree(metrics))
        .ended(Outcome.DONE, "", Instant.EPOCH);
  }

  private RunFolder run(String runId) {
    return new RunFolder(storage.absolute(folder.toString()), "j", runId);
  }
}
