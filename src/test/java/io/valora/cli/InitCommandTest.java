package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void writeATable() throws IOException {
    table = folder.resolve("Our ratings.csv");
    Files.writeString(table, ratings(), Charset.forName("windows-1252"));
  }

  @Test
  void writesAJobFileThatIngestTakes() {
    Path job = folder.resolve("job.yaml");
    ProgramRun init = ProgramRun.of("init", table.toString(), "--out", job.toString());
    assertThat(init.err())
        .contains("Looks like: rating")
        .contains("Wrote %s. Read its comments, then: valora run %s".formatted(job, job));
    assertThat(init.out()).isEqualTo(job + System.lineSeparator());
    ProgramRun ingest =
        ProgramRun.of("ingest", job.toString(), "--root", folder.resolve("runs").toString());
    assertThat(ingest.code()).as(ingest.err()).isZero();
  }

  @Test
  void printsTheJobFileForADash() {
    ProgramRun init = ProgramRun.of("init", table.toString(), "--out", "-");
    assertThat(init.code()).isZero();
    assertThat(init.err()).isEmpty();
    assertThat(init.out())
        .startsWith("# Written after a look at all of ")
        .contains("job: our-ratings\n")
        .contains("encoding: windows-1252 ");
  }

  @Test
  void looksIntoPackedFilesAndWideEncodings() throws IOException {
    Path packed = folder.resolve("packed.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(ratings().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ProgramRun.of("init", packed.toString(), "--out", "-").out())
        .contains("- {name: user, source: usuario}")
        .doesNotContain("encoding:");
    Path wide = folder.resolve("wide.csv");
    Files.writeString(wide, ratings(), StandardCharsets.UTF_16);
    assertThat(ProgramRun.of("init", wide.toString(), "--out", "-").out())
        .contains("- {name: user, source: usuario}")
        .doesNotContain("encoding:");
  }

  @Test
  void looksIntoColumnarFilesAndRefusesThoseOfATableWithALog() throws IOException {
    Path parquet = folder.resolve("events");
    LocalSpark.session()
        .range(300)
        .selectExpr(
            "named_struct('id', id % 20) AS user",
            "concat('i', id % 17) AS item",
            "CAST(1 + id % 5 AS double) AS stars",
            "timestamp_seconds(1700000000 + id) AS at",
            "array(id) AS tags")
        .coalesce(1)
        .write()
        .parquet(parquet.toString());
    ProgramRun init = ProgramRun.of("init", parquet.toString(), "--out", "-");
    assertThat(init.err()).isEmpty();
    assertThat(init.out())
        .startsWith("# Written after a look at all of %s (300 rows)".formatted(parquet))
        .contains("task: rating ")
        .contains("format: parquet ")
        .contains("- {name: user, source: user.id}")
        .contains("- {name: rating, source: stars, type: double, min: 1, max: 5}")
        .contains("- {name: time, source: at, type: timestamp}");
    Files.createDirectory(parquet.resolve("_delta_log"));
    ProgramRun refused = ProgramRun.of("init", parquet.toString(), "--out", "-");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Invalid FILE: %s (must not be files of a Delta table: ".formatted(parquet));
  }

  @Test
  void looksIntoFoldersOfTextsAndPartFiles() throws IOException {
    for (int i = 0; i < 12; i++) {
      Path text = folder.resolve("films/train/%s/%d.txt".formatted(i % 2 == 0 ? "pos" : "neg", i));
      Files.createDirectories(text.getParent());
      Files.writeString(text, "film number %d was long and caf\u00e9".formatted(i));
    }
    assertThat(ProgramRun.of("init", folder.resolve("films").toString(), "--out", "-").out())
        .contains("task: sentiment ")
        .contains("format: folder-per-class ")
        .contains("# a text a file in the folders neg (6), pos (6)")
        .contains("- {name: text}")
        .contains("- {name: label, source: class, type: int, values: {\"neg\": 0, \"pos\": 1}}");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.writeString(parts.resolve("part-0.csv"), "");
    Files.writeString(parts.resolve("part-1.csv"), ratings());
    Files.writeString(parts.resolve("part-2.csv"), ratings());
    assertThat(ProgramRun.of("init", parts.toString(), "--out", "-").out())
        .startsWith("# Written after a look at all of the first of 3 files of " + parts)
        .contains("delimiter: \";\"");
  }

  @Test
  void keepsAJobFileThatIsThere() throws IOException {
    Path job = Files.writeString(folder.resolve("job.yaml"), "mine");
    ProgramRun kept = ProgramRun.of("init", table.toString(), "--out", job.toString());
    assertThat(kept.code()).isEqualTo(2);
    assertThat(kept.err())
        .contains("Invalid --out: " + job + " (must not exist yet, or add --force)");
    assertThat(job).hasContent("mine");
    ProgramRun replaced =
        ProgramRun.of("init", table.toString(), "--out", job.toString(), "--force");
    assertThat(replaced.code()).isZero();
    assertThat(job).content().startsWith("# Written after a look at");
  }

  @Test
  void refusesWhatItCannotLookAt() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    assertThat(ProgramRun.of("init", empty.toString()).err()).contains("empty.csv: it is empty");
    ProgramRun absent = ProgramRun.of("init", folder.resolve("absent.csv").toString());
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("absent.csv: there is no such file");
    ProgramRun other = ProgramRun.of("init", table.toString(), "--task", "stars");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("Invalid --task: stars (must be rating, sentiment, regression)");
  }

  private static String ratings() {
    return IntStream.range(0, 300)
        .mapToObj(i -> "u%d;caf\u00e9 %d;%d".formatted(i % 20, i % 17, 1 + i % 5))
        .collect(Collectors.joining("\n", "usuario;producto;nota\n", "\n"));
  }
}
