package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.Outcome;
import io.valora.job.Stage;
import io.valora.job.TrainingHistory;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramProcess;
import io.valora.testing.ProgramRun;
import io.valora.training.TrainingStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed while it trains; the next command goes on from its newest checkpoint. */
class KilledRunTest {
  private static final long PATIENCE_SECONDS = 180;

  /** Some fifty rounds, far more than pass before each of the two kills. */
  private static final String TRAINING =
      """
      training:
        epochs: 12
        shards: 2
        batch-size: 128
        averaging-frequency: 2
        early-stopping: {enabled: false}
        checkpoints: {rounds: 1, keep: 2}
      """;

  @TempDir Path folder;

  @BeforeAll
  static void sparkIsThere() {
    LocalSpark.session();
  }

  @Test
  void endsWithTheBitsOfARunThatWasNotKilled() throws Exception {
    Path job = job();
    Files.writeString(folder.resolve("environment.yaml"), "storage: {lease-seconds: 2}\n");
    try (ProgramProcess process =
        ProgramProcess.start(folder.resolve("log"), arguments("run", job, "killed"))) {
      awaitCheckpoints(process, Set.of());
      process.terminate();
      assertThat(process.exitCode(PATIENCE_SECONDS)).isEqualTo(Outcome.INTERRUPTED.code());
      assertThat(process.output()).contains("Interrupted").doesNotContain("\tat ", "unexpected");
    }
    assertThat(runJson("killed").get("code").asInt()).isEqualTo(143);
    Set<String> before = checkpointNames();
    try (ProgramProcess process =
        ProgramProcess.start(folder.resolve("log-2"), arguments("train", job, "killed"))) {
      awaitCheckpoints(process, before);
      process.kill();
    }
    assertThat(runJson("killed").get("status").asText()).isEqualTo("running");
    assertThat(runJson("killed").get("stage").asText()).isEqualTo("train");
    assertThat(runJson("killed").has("parameter-hash")).isFalse();
    assertThat(runJson("killed").get("leak")).isEmpty();
    assertThat(resumedPlan(job).stages())
        .containsExactly(Stage.TRAIN, Stage.EVALUATE, Stage.RECOMMEND);
    assertThat(resumedPlan(job).start()).isEqualTo(TrainingStart.RESUME);

    ProgramRun resumed = program("train", job, "killed");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(runJson("killed").get("leak")).isNotEmpty();
    for (Stage stage : List.of(Stage.INGEST, Stage.SPLIT, Stage.TRAIN)) {
      assertThat(program(stage.label(), job, "whole").code()).isZero();
    }
    assertThat(runJson("killed").get("parameter-hash"))
        .isEqualTo(runJson("whole").get("parameter-hash"));
    assertThat(history("killed")).isEqualTo(history("whole"));
    assertThat(run("killed").resolve("checkpoints")).doesNotExist();
  }

  /** Until two checkpoints are there that weren't, so that a round after the first is under way. */
  private void awaitCheckpoints(ProgramProcess process, Set<String> before) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (newCheckpoints(before) < 2) {
      assertThat(process.isAlive()).as(process.output()).isTrue();
      assertThat(System.nanoTime()).as("a checkpoint in time").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private long newCheckpoints(Set<String> before) throws IOException {
    return checkpointNames().stream().filter(name -> !before.contains(name)).count();
  }

  private SortedSet<String> checkpointNames() throws IOException {
    Path checkpoints = run("killed").resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("epoch-"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private RunPlan resumedPlan(Path job) {
    RunRequest request =
        new RunRequest(
            Tasks.ALL,
            Optional.of(job.toString()),
            folder.resolve("root").toString(),
            Optional.of("killed"),
            List.of(),
            TrainingStart.FRESH);
    return RunPlan.make(new Storage(new Configuration()), request, List.of(Stage.values()));
  }

  private Path job() throws IOException {
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun written =
        ProgramRun.of(
            "sample", "ratings", "--out", sample, "--rows", "2500", "--users", "200", "--items",
            "40");
    assertThat(written.code()).isZero();
    String job = Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample);
    return Files.writeString(
        folder.resolve("job.yaml"), job.replace("recommend:\n", TRAINING + "recommend:\n"));
  }

  private ProgramRun program(String command, Path job, String runId, String... more) {
    return ProgramRun.of(
        Stream.concat(Stream.of(arguments(command, job, runId)), Stream.of(more))
            .toArray(String[]::new));
  }

  private String[] arguments(String command, Path job, String runId) {
    return new String[] {
      command,
      job.toString(),
      "--root",
      folder.resolve("root").toString(),
      "--run-id",
      runId,
      "--set",
      "spark.sql.shuffle.partitions=3",
      "--environment",
      folder.resolve("environment.yaml").toString()
    };
  }

  private List<String> history(String runId) throws IOException {
    return TrainingHistory.fromCsv(Files.readString(run(runId).resolve("evaluation/history.csv")))
        .epochs()
        .stream()
        .map(epoch -> epoch.epoch() + " " + epoch.train() + " " + epoch.validation())
        .toList();
  }

  private JsonNode runJson(String runId) throws IOException {
    return new ObjectMapper().readTree(run(runId).resolve("run.json").toFile());
  }

  private Path run(String runId) {
    return folder.resolve("root/ratings/runs").resolve(runId);
  }
}
