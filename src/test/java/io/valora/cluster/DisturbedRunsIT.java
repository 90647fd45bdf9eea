package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.job.Stage;
import io.valora.testing.ProgramProcess;
import io.valora.testing.ProgramRun;
import io.valora.testing.cluster.DisturbedRun;
import io.valora.testing.cluster.FailingProxy;
import io.valora.testing.cluster.HdfsCluster;
import io.valora.testing.cluster.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong in a run, in the end its results are those of a quiet one. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(3_000)
class DisturbedRunsIT {
  private static final List<String> LOCAL = List.of("-Dspark.master=local[2]");
  private static final String CLUSTER = "-Dspark.master=local-cluster[2,1,1024]";
  private static final List<String> NAMES =
      List.of(
          "evaluation",
          "manifest.json",
          "model",
          "progress.json",
          "quarantine",
          "recommendations",
          "run.json",
          "split",
          "typed",
          "validation.json",
          "vocabulary");

  /** Of a stage that is under way, so that some of its work is done. */
  private static final long INTO_THE_STAGE_MILLISECONDS = 700;

  private static final String QUICK =
      """
      training:
        epochs: 3
        shards: 2
        batch-size: 128
        averaging-frequency: 2
        early-stopping: {enabled: false}
        checkpoints: {rounds: 1, keep: 2}
      baselines: {include: [item-mean], ranking: []}
      evaluation: {bootstrap-samples: 0}
      """;

  @TempDir static Path folder;
  private final List<String> table = new ArrayList<>();
  private JsonNode quiet;

  @BeforeAll
  void quietRun() throws Exception {
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun written =
        ProgramRun.of(
            "sample", "ratings", "--out", sample, "--rows", "2000", "--users", "150", "--items",
            "40");
    assertThat(written.code()).isZero();
    String job = Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample);
    Files.writeString(
        folder.resolve("job.yaml"), job.replace("recommend:\n", QUICK + "recommend:\n"));
    Files.writeString(folder.resolve("environment.yaml"), "storage: {lease-seconds: 3}\n");
    DisturbedRun run = DisturbedRun.onDisk(folder, "quiet");
    run.complete(LOCAL);
    quiet = run.results();
    assertThat(quiet.get("parameter-hash").asText()).hasSize(64);
    assertThat(run.left()).isEqualTo(NAMES);
  }

  @AfterAll
  void printTable() {
    System.out.printf("%-36s %-10s %s%n", "fault", "stage", "outcome");
    table.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void driverThatIsKilledIsFollowedByOneThatEndsTheRun(Stage stage) throws Exception {
    DisturbedRun run = DisturbedRun.onDisk(folder, "driver-" + stage.label());
    try (ProgramProcess process = run.start(LOCAL)) {
      run.await(process, stage);
      Thread.sleep(INTO_THE_STAGE_MILLISECONDS);
      process.kill();
    }
    run.complete(LOCAL);
    assertSameAsQuiet(run, "driver killed, command repeated", stage);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void executorThatIsKilledIsReplaced(Stage stage) throws Exception {
    DisturbedRun run = DisturbedRun.onDisk(folder, "executor-" + stage.label());
    try (ProgramProcess process = run.start(List.of(CLUSTER))) {
      run.await(process, stage);
      Thread.sleep(INTO_THE_STAGE_MILLISECONDS);
      anExecutor(process).destroyForcibly();
      run.finish(process);
    }
    assertSameAsQuiet(run, "executor killed", stage);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void taskThatHangsIsDoneByAnother(Stage stage) throws Exception {
    DisturbedRun run = DisturbedRun.onDisk(folder, "hanging-" + stage.label());
    List<String> options =
        List.of(
            CLUSTER,
            "-Dspark.speculation=true",
            "-Dspark.speculation.quantile=0.1",
            "-Dspark.speculation.task.duration.threshold=4s",
            "-Dspark.executor.heartbeatInterval=2s",
            "-Dspark.network.timeout=30s",
            "-Dspark.network.timeoutInterval=5s");
    ProcessHandle stopped = null;
    try (ProgramProcess process = run.start(options)) {
      run.await(process, stage);
      Thread.sleep(INTO_THE_STAGE_MILLISECONDS);
      stopped = anExecutor(process);
      new ProcessBuilder("kill", "-STOP", String.valueOf(stopped.pid())).start().waitFor();
      run.finish(process);
    } finally {
      if (stopped != null) {
        stopped.destroyForcibly();
      }
    }
    assertSameAsQuiet(run, "executor stands still", stage);
  }

  @Test
  void diskThatFillsUpEndsTheRunAndOnceThereIsSpaceItGoesOn() throws Exception {
    try (HdfsCluster hdfs = new HdfsCluster(folder.resolve("hdfs"))) {
      Map<String, String> oneDataNode = Map.of("dfs.replication", "1");
      DisturbedRun run = new DisturbedRun(folder, hdfs.uri("/full"), "full", oneDataNode);
      try (ProgramProcess process = run.start(LOCAL)) {
        run.await(process, Stage.SPLIT);
        hdfs.fill("/full");
        assertThat(process.exitCode(600)).as(process.output()).isOne();
        assertThat(process.output())
            .contains("The DiskSpace quota of /full is exceeded")
            .doesNotContain("\tat ");
      }
      hdfs.makeSpace("/full");
      run.complete(LOCAL);
      assertSameAsQuiet(run, "disk full, command repeated", Stage.SPLIT);
    }
  }

  @Test
  void storageThatFailsEveryTenthCallIsAskedAgain() throws Exception {
    try (S3Server server = new S3Server(folder.resolve("s3"));
        FailingProxy proxy = new FailingProxy(10)) {
      Map<String, String> settings = new HashMap<>(server.hadoopSettings());
      settings.putAll(proxy.hadoopSettings());
      DisturbedRun run = new DisturbedRun(folder, server.uri() + "/tenth", "tenth", settings);
      run.complete(LOCAL);
      assertThat(proxy.failed()).isGreaterThan(20);
      assertSameAsQuiet(run, "storage fails every tenth call", "each");
    }
  }

  @Test
  void twoProcessesAtOncePublishOnce() throws Exception {
    DisturbedRun run = DisturbedRun.onDisk(folder, "two");
    try (ProgramProcess one = run.start(LOCAL);
        ProgramProcess other = run.start(LOCAL)) {
      List<Integer> codes = Stream.of(one.exitCode(1_200), other.exitCode(1_200)).sorted().toList();
      assertThat(codes).as(one.output() + other.output()).isEqualTo(List.of(0, 5));
      assertThat(one.output() + other.output()).contains("another attempt is running: process ");
    }
    assertSameAsQuiet(run, "two commands at once, one ends with 5", "each");
  }

  private static ProcessHandle anExecutor(ProgramProcess process) throws InterruptedException {
    for (int i = 0; i < 200 && process.executors().isEmpty(); i++) {
      Thread.sleep(50);
    }
    return process.executors().get(0);
  }

  private void assertSameAsQuiet(DisturbedRun run, String fault, Stage stage) throws Exception {
    assertSameAsQuiet(run, fault, stage.label());
  }

  private void assertSameAsQuiet(DisturbedRun run, String fault, String stage) throws Exception {
    boolean same = run.results().equals(quiet);
    table.add(
        "%-36s %-10s %s".formatted(fault, stage, same ? "published, same results" : "DIFFERENT"));
    assertThat(run.results()).isEqualTo(quiet);
    assertThat(run.left()).isEqualTo(NAMES);
    assertThat(run.champion()).contains(run.runId());
  }
}
