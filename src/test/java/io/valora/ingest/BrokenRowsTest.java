package io.valora.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.LineDecoder;
import io.valora.testing.Breakage;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seven thousand broken rows: each is typed or bad, and none is lost. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenRowsTest {
  private static final int ROWS = 2_000;
  private static final int ROWS_OF_A_FILE = 150;

  @TempDir Path folder;

  private enum Kind {
    CSV(Trial.CSV, "u1,1/2/2021 3:04,\"Cena, dos\",4"),
    TSV(layout(FileFormat.TSV, '\t'), "u1\t1/2/2021 3:04\tSpa\t4"),
    JSON(
        layout(FileFormat.JSON_LINES, FileLayout.NONE),
        "{\"ID\":\"u1\",\"FECHA\":\"1/2/2021 3:04\",\"NOMBRE\":\"Spa\",\"CALIFICACION\":4}");

    private final FileLayout layout;
    private final String row;

    Kind(FileLayout layout, String row) {
      this.layout = layout;
      this.row = row;
    }

    private LineParser parser() {
      if (layout.format() == FileFormat.JSON_LINES) {
        return new JsonLineParser(Trial.RATINGS);
      }
      SourceFile file = new SourceFile("/a", "a", "");
      List<String> names = List.of("ID", "FECHA", "NOMBRE", "CALIFICACION");
      ReadPlan plan =
          new ReadPlan(new SourceFiles(List.of(file)), layout, Trial.RATINGS, Set.of(), List.of());
      FileHead head = new FileHead(true, 0, 1, layout.dialect().delimiter(), names, 4);
      return DelimitedLineParser.of(file, plan, head, Set.of());
    }

    private String header() {
      return layout.header()
          ? String.join(layout.dialect().delimiter(), "ID", "FECHA", "NOMBRE", "CALIFICACION")
              + "\n"
          : "";
    }

    private static FileLayout layout(FileFormat format, char delimiter) {
      return new FileLayout(format, format.isDelimited(), delimiter, FileLayout.NONE, "UTF-8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBrokenLineIsTypedOrBad(Kind kind) {
    Breakage breakage = new Breakage(kind.ordinal());
    LineDecoder decoder = new LineDecoder(UTF_8);
    RowTyper typer = new RowTyper(Trial.RATINGS, kind.parser(), decoder, "");
    int bad = 0;
    for (int i = 0; i < ROWS; i++) {
      Row row = typer.row(new Text(line(breakage, kind)), new Position(0, 0, i));
      bad += row.getString(row.length() - 1).equals(StagedRows.BAD) ? 1 : 0;
    }
    assertThat(bad).isBetween(ROWS / 4, ROWS - 1);
  }

  @ParameterizedTest
  @EnumSource
  void noBrokenRowOfAFileIsLost(Kind kind) {
    Breakage breakage = new Breakage(100 + kind.ordinal());
    Trial trial = new Trial(folder).layout(kind.layout);
    int lines = 0;
    for (int file = 0; file < 2; file++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(kind.header().getBytes(UTF_8));
      bytes.writeBytes((kind.row + "\n").getBytes(UTF_8));
      lines++;
      for (int i = 0; i < ROWS_OF_A_FILE; i++, lines++) {
        bytes.writeBytes(line(breakage, kind));
        bytes.write('\n');
      }
      trial.file("part-%d.txt".formatted(file), bytes.toByteArray());
    }

    IngestResult result = trial.run();

    assertThat(result.typed() + result.quarantined()).isEqualTo(result.read());
    assertThat(trial.linesAccountedFor()).isEqualTo(lines);
    assertThat(trial.typed().count()).isEqualTo(result.typed());
    assertThat(trial.quarantine()).hasSize(Math.toIntExact(result.quarantined()));
    assertThat(result.typed()).isPositive();
  }

  /** A broken row without line feeds, so that it is one. */
  private static byte[] line(Breakage breakage, Kind kind) {
    byte[] bytes =
        breakage.pick(2) == 0
            ? breakage.broken(kind.row).getBytes(UTF_8)
            : breakage.broken(kind.row.getBytes(UTF_8));
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '\n' || bytes[i] == '\r' ? (byte) ' ' : bytes[i];
    }
    return bytes;
  }
}
