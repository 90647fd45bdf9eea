package io.valora.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.Dialect;
import io.valora.testing.ingest.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of several kinds in one ingest: split ones, packed ones and such whose cells span lines.
 */
class RecordsIngestTest {
  private static final String HEADER = "ID,FECHA,NOMBRE,CALIFICACION\n";
  private static final String GOOD = "u1,1/31/2021 9:05,Cena,4\n";
  private static final String SPANNING =
      "u1,1/31/2021 9:05,\"Cena\r\nu2,1/31/2021 9:05,Spa,5\n\",4\n";

  @TempDir Path folder;

  @Test
  void recordsAndLinesAreCountedWhateverTheFiles() {
    String bad = "u1,1/31/2021 9:05,\"Cena\n\nfin\",7\n";
    Trial trial =
        new Trial(folder)
            .file("plain.csv", "# x\n" + HEADER + GOOD.repeat(20) + "# y\n" + "bad\n")
            .file("2024-01-31T10:15.csv", HEADER + GOOD)
            .file("named.csv.gz", HEADER + GOOD)
            .file("packed.csv", Trial.gzip(HEADER + SPANNING + GOOD + bad + HEADER))
            .file("spanning.csv", HEADER + SPANNING + GOOD + bad + "u,\"1\n" + GOOD)
            .file("wide.csv", ("\uFEFF" + HEADER + GOOD + "x\n").getBytes(UTF_16LE))
            .file("sep.csv", "sep=;\n" + (HEADER + GOOD).replace(',', ';'))
            .file("cr.csv", (HEADER + GOOD).replace('\n', '\r').getBytes(UTF_8))
            .layout(
                new FileLayout(FileFormat.CSV, true, new Dialect(",", '"', '\\', "#", 0), "UTF-8"));

    IngestResult result = Trial.withSplitsOf(60, trial::run);

    assertThat(result.read()).isEqualTo(21 + 1 + 1 + 4 + 5 + 2 + 1 + 1);
    assertThat(result.typed()).isEqualTo(20 + 1 + 1 + 2 + 3 + 1 + 1 + 1);
    assertThat(trial.quarantine())
        .extracting(
            row ->
                "%s %s-%s %s"
                    .formatted(
                        row.get("file").asText(),
                        row.get("line"),
                        row.get("last-line"),
                        row.get("reason").asText()))
        .containsExactly(
            "plain.csv 24-24 has 1 cell, the header has 4",
            "packed.csv 6-8 must be at most 5.0, not 7",
            "packed.csv 9-9 the line repeats the header",
            "spanning.csv 6-8 must be at most 5.0, not 7",
            "spanning.csv 9-9 a quote is opened and never closed",
            "wide.csv 3-3 has 1 cell, the header has 4");
    assertThat(trial.typed().where("item like '%Spa,5%'").count()).isEqualTo(2);
  }
}
