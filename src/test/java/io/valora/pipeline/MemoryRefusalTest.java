package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that the memory can't hold is refused before training, with the setting that would. */
class MemoryRefusalTest {
  @TempDir static Path folder;

  @BeforeAll
  static void sampleIsThere() throws IOException {
    LocalSpark.session();
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun.of(
        "sample", "ratings", "--out", sample, "--rows", "3000", "--users", "200", "--items", "40");
    String job = Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample);
    Files.writeString(folder.resolve("job.yaml"), job);
  }

  @Test
  void tooManyFactorsEndWithCodeSix() throws IOException {
    ProgramRun run = run("large", 500_000);

    assertThat(run.err())
        .contains("Cannot train: the JVM of local mode needs ")
        .contains(" MiB of heap (1 replica ")
        .contains("--conf spark.driver.memory=")
        .contains("or VALORA_MEMORY=")
        .doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(6);
    assertThat(Files.readString(folder.resolve("root/ratings/runs/large/run.json")))
        .contains("\"code\" : 6", "\"message\" : \"Cannot train: the JVM of local mode needs ");
  }

  private static ProgramRun run(String runId, int factors) {
    return ProgramRun.of(
        "run",
        folder.resolve("job.yaml").toString(),
        "--root",
        folder.resolve("root").toString(),
        "--run-id",
        runId,
        "--set",
        "network.factors=" + factors);
  }
}
