package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.lineage.InputFile;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.DirtyFile;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However files are split, every line is accounted for, and the results are the same. */
class IngestLedgerTest {
  private static final int WHOLE = 1 << 24;

  @TempDir Path folder;

  private record Outcome(
      long read,
      List<QuarantineReason> reasons,
      List<String> typed,
      List<String> quarantine,
      List<InputFile> inputs) {}

  @ParameterizedTest
  @EnumSource(names = {"CSV", "TSV", "JSON_LINES"})
  void everyLineIsTypedOrQuarantinedWhateverTheSplits(FileFormat format) {
    DirtyFile first = dirty(format, 1, 300);
    DirtyFile second = dirty(format, 2, 170);
    Trial trial =
        new Trial(folder)
            .layout(layout(format))
            .file("a.txt", first.bytes())
            .file("b.txt", second.bytes())
            .file("c.txt.gz", gzip(first.bytes()));
    Outcome whole = outcome(trial, WHOLE);
    assertThat(trial.linesAccountedFor()).isEqualTo(2L * first.dataLines() + second.dataLines());
    assertThat(whole.typed()).isNotEmpty();
    assertThat(whole.quarantine()).hasSizeGreaterThan(200);
    assertThat(outcome(trial, 371)).isEqualTo(whole);
  }

  @Test
  void badRowsBeyondTheBoundAreReadAgain() {
    Trial trial = new Trial(folder).file("a.csv", dirty(FileFormat.CSV, 3, 200).bytes());
    Outcome held = outcome(trial, 1_000);

    for (long bound : List.of(0L, 20_000L)) {
      PassedRows passed = new PassedRows(bound);
      IngestResult result =
          Trial.withSplitsOf(1_000, () -> Ingest.run(Trial.session(), trial.input(), passed));

      assertThat(passed.hasMoreThanHeld()).as("%d held", bound).isTrue();
      assertThat(result.read()).isEqualTo(held.read());
      assertThat(result.quarantineReasons()).isEqualTo(held.reasons());
      assertThat(trial.quarantineLines()).isEqualTo(held.quarantine());
      assertThat(trial.typedTexts()).isEqualTo(held.typed());
    }
  }

  @Test
  void lineNumbersPointAtTheLine() throws IOException {
    DirtyFile dirty = dirty(FileFormat.TSV, 5, 400);
    Trial trial = new Trial(folder).layout(layout(FileFormat.TSV)).file("a.txt", dirty.bytes());
    outcome(trial, 503);
    String[] lines = new String(dirty.bytes(), StandardCharsets.UTF_8).split("\r\n|\n", -1);
    assertThat(trial.quarantine())
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.get("text").asText()).isEqualTo(lines[row.get("line").asInt() - 1]));
  }

  @Test
  void aHeaderIsFoundFromEverySplitOfItsFile() {
    String rows = "4,Cena,1/31/2021 9:05,u1\n".repeat(100);
    Trial trial =
        new Trial(folder)
            .file("a.csv", "\uFEFFCALIFICACION,NOMBRE,FECHA,ID\r\n" + rows)
            .file("b.csv", "ID,NOMBRE,FECHA,CALIFICACION\nu1,Cena,1/31/2021 9:05,4\n");
    Outcome outcome = outcome(trial, 200);
    assertThat(outcome.typed()).hasSize(101);
    assertThat(trial.typed().distinct().count()).isEqualTo(1);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "MOVIELENS_100K", matches = ".+")
  void readsMovieLensWhole() throws IOException {
    byte[] data = Files.readAllBytes(Path.of(System.getenv("MOVIELENS_100K"), "u.data"));
    TableSchema schema =
        new TableSchema(
            List.of(
                ColumnSpec.of("user", ColumnType.STRING).withPosition(1),
                ColumnSpec.of("item", ColumnType.STRING).withPosition(2),
                ColumnSpec.of("rating", ColumnType.DOUBLE)
                    .withPosition(3)
                    .withBounds(new Bounds(1, 5)),
                ColumnSpec.of("time", ColumnType.EPOCH_SECONDS).withPosition(4)));
    IngestResult result =
        new Trial(folder)
            .schema(schema)
            .layout(new FileLayout(FileFormat.TSV, false, '\t', FileLayout.NONE, "UTF-8"))
            .file("u.data", data)
            .run();
    assertThat(result.typed()).isEqualTo(100_000);
    assertThat(result.quarantined()).isZero();
  }

  private static Outcome outcome(Trial trial, int splitBytes) {
    return Trial.withSplitsOf(
        splitBytes,
        () -> {
          IngestResult result = trial.run();
          assertThat(result.typed() + result.quarantined()).isEqualTo(result.read());
          assertThat(trial.typedTexts()).hasSize(Math.toIntExact(result.typed()));
          assertThat(trial.quarantineLines()).hasSize(Math.toIntExact(result.quarantined()));
          return new Outcome(
              result.read(),
              result.quarantineReasons(),
              trial.typedTexts(),
              trial.quarantineLines(),
              result.inputs());
        });
  }

  private static DirtyFile dirty(FileFormat format, long seed, int lines) {
    DirtyFile file = new DirtyFile(seed);
    return switch (format) {
      case CSV -> file.delimited(lines, ",");
      case TSV -> file.delimited(lines, "\t");
      case JSON_LINES -> file.json(lines);
      default -> throw new IllegalArgumentException("it has no lines");
    };
  }

  private static FileLayout layout(FileFormat format) {
    return switch (format) {
      case CSV -> Trial.CSV;
      case TSV -> new FileLayout(format, true, '\t', FileLayout.NONE, "UTF-8");
      case JSON_LINES -> new FileLayout(format, false, FileLayout.NONE, FileLayout.NONE, "UTF-8");
      default -> throw new IllegalArgumentException("it has no lines");
    };
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
