package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.ingest.Trial;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestRefusalTest {
  private static final String HEADER = "ID,FECHA,NOMBRE,CALIFICACION\n";
  private static final String GOOD = "u1,1/31/2021 9:05,Cena para dos,4\n";

  @TempDir Path folder;

  @Test
  void refusesTooManyBadRowsAfterWritingTheQuarantine() {
    Trial trial =
        new Trial(folder)
            .maxBadFraction(0.05)
            .file(
                "a.csv",
                HEADER
                    + GOOD.repeat(40)
                    + "u1,1/31/2021 9:05,C,no\n".repeat(59)
                    + "u1,1/31/2021 9:05,C,7\n");
    assertRejected(
        trial,
        "Cannot ingest data/*: 60 of 100 rows are bad (60.0 %; ingest.max-bad-fraction is 5.0 %);"
            + " the most frequent reason: CALIFICACION must be a number (59 rows, such as"
            + " 'must be a number, not 'no''); see "
            + folder
            + "/run/quarantine");
    assertThat(trial.quarantineLines()).hasSize(60);
  }

  @Test
  void refusesFilesWithoutRows() {
    assertRejected(
        new Trial(folder).file("a.csv", HEADER).file("b.csv", ""),
        "Cannot ingest data/*: it has no rows");
  }

  @Test
  void refusesAHeaderWithoutADeclaredColumn() {
    assertRejected(
        new Trial(folder).file("a.csv", "ID,FECHA,NOMBRE\nu1,1/31/2021 9:05,C\n"),
        "Cannot read a.csv: column 'CALIFICACION' is missing (the header has ID, FECHA, NOMBRE)");
  }

  @Test
  void namesTheDelimiterThatAHeaderHasInstead() {
    assertRejected(
        new Trial(folder).file("a.csv", "ID;FECHA;NOMBRE;CALIFICACION\nu1;1/31/2021 9:05;C;1\n"),
        "Cannot read a.csv: column 'ID' is missing (the header has ID;FECHA;NOMBRE;CALIFICACION;"
            + " its cells seem to stand between semicolons)");
  }

  @Test
  void refusesAHeaderThatNamesADeclaredColumnTwice() {
    assertRejected(
        new Trial(folder).file("a.csv", "ID,FECHA,NOMBRE,CALIFICACION,ID\nu,1/1/2021 9:05,C,1,x\n"),
        "Cannot read a.csv: column 'ID' appears more than once in the header");
  }

  @Test
  void refusesAHeaderThatCannotBeTakenApart() {
    assertRejected(
        new Trial(folder).file("a.csv", "ID,\"FECHA\nu,1/1/2021 9:05\n"),
        "Cannot read a.csv: its header is broken: a quote is opened and never closed");
    assertRejected(
        new Trial(folder).file("b.csv", new byte[] {'I', (byte) 0xC3, 'D', '\n', 'u', '\n'}),
        "Cannot read b.csv: its header is broken: the line is not valid UTF-8");
  }

  @Test
  void refusesTheFileWhoseHeaderDiffers() {
    assertRejected(
        new Trial(folder).file("a.csv", HEADER + GOOD).file("b.csv", "X,Y\n1,2\n"),
        "Cannot read b.csv: column 'ID' is missing (the header has X, Y)");
  }

  @Test
  void refusesGzipThatEndsTooSoon() {
    byte[] whole = Trial.gzip(HEADER + GOOD.repeat(50_000));
    Trial trial = new Trial(folder).file("a.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    assertRejected(
        trial, "Cannot read a.csv.gz: it is not a whole and valid gzip file (its end is missing)");
  }

  @Test
  void aResultThatDoesNotAddUpIsRefused() {
    assertThatThrownBy(() -> new IngestCounts(10, 5, 3, 1, 0))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot account for every row: 10 were read, but 5 typed, 3 quarantined and 1 dropped");
  }

  private static void assertRejected(Trial trial, String message) {
    assertThatThrownBy(trial::run)
        .isInstanceOf(JobException.class)
        .hasMessage(message)
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(Outcome.DATA_REJECTED);
  }
}
