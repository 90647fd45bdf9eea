package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark throws, checked or not, ends the run like any other failure. */
class BrokenTablesTest {
  @TempDir Path root;

  @BeforeAll
  static void sparkIsThere() {
    LocalSpark.session();
  }

  @Test
  void tableThatSomebodyBrokeFailsTheStageThatReadsItAndRunJsonSaysSo() throws IOException {
    assertThat(run("ingest").code()).isZero();
    Path run = root.resolve("ratings/runs/r1");
    breakFiles(run.resolve("typed"));
    ProgramRun split = run("split");
    assertThat(split.code()).isOne();
    assertThat(split.err()).contains("Valora failed unexpectedly: ");
    String runJson = Files.readString(run.resolve("run.json"));
    RunRecord record = RunRecordParser.fromJson("run.json", runJson);
    assertThat(record.progress().stage()).isEqualTo("split");
    assertThat(runJson).contains("\"status\" : \"failed\"", "\"code\" : 1", "SparkException");
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("lease-"));
    }
  }

  private ProgramRun run(String stage) {
    return ProgramRun.of(stage, "jobs/ratings.yaml", "--root", root.toString(), "--run-id", "r1");
  }

  private static void breakFiles(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().endsWith(".crc")) {
          Files.delete(file);
        } else if (file.getFileName().toString().endsWith(".parquet")) {
          Files.write(file, new byte[(int) Files.size(file)]);
        }
      }
    }
  }
}
