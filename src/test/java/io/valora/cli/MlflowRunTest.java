package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramRun;
import io.valora.testing.tracking.FakeMlflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose job names an MLflow server. */
class MlflowRunTest {
  @TempDir Path folder;

  @Test
  void runIsMirroredAtItsEndAndEndsTheSameWithoutTheServer() throws IOException {
    Path job = Files.writeString(folder.resolve("job.yaml"), job(0.5));
    try (FakeMlflow server = new FakeMlflow()) {
      ProgramRun run = run(job, "r1", server.uri());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(server.run().status).isEqualTo("FINISHED");
      assertThat(server.run().metrics).anyMatch(metric -> metric.contains("validation.rmse"));
      assertThat(server.artifacts).hasSize(5);
      assertThat(server.aliases).containsEntry("sums@champion", "1");
    }
    ProgramRun again = run(job, "r1", "http://127.0.0.1:1");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("was already published; nothing was changed");
  }

  @Test
  void runThatFailsIsMirroredAsFailed() throws IOException {
    Path job = Files.writeString(folder.resolve("job.yaml"), job(0));
    try (FakeMlflow server = new FakeMlflow()) {
      assertThat(run(job, "r1", server.uri()).code()).isEqualTo(3);
      assertThat(server.run().status).isEqualTo("FAILED");
      assertThat(server.run().tags.get("valora.outcome")).startsWith("code 3: ");
    }
  }

  private ProgramRun run(Path job, String runId, String uri) {
    return ProgramRun.of(
        "run",
        job.toString(),
        "--root",
        folder.resolve("root").toString(),
        "--run-id",
        runId,
        "--set",
        "spark.sql.shuffle.partitions=2",
        "--set",
        "tracking.mlflow.uri=" + uri);
  }

  /** Two columns, of which one is twice the other, in rows of which one is bad. */
  private String job(double badFraction) throws IOException {
    StringBuilder rows = new StringBuilder("a,b\nx,y\n");
    for (int i = 0; i < 60; i++) {
      rows.append("%d,%d\n".formatted(i, 2 * i));
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    return """
        job: sums
        task: regression
        target: b
        ingest:
          source: %s
          max-bad-fraction: %s
          columns: [{name: a, type: double}, {name: b, type: double}]
        training: {epochs: 2}
        evaluation: {bootstrap-samples: 0}
        """
        .formatted(data, badFraction);
  }
}
