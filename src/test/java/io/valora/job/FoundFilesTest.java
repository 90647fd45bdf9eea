package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.ingest.SourceFile;
import io.valora.ingest.layout.FileFormat;
import io.valora.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1");
    Files.writeString(folder.resolve("empty.csv"), "");
  }

  @Test
  void aFileThatTwoSourcesNameIsReadOnce() {
    FoundFiles files = files();
    files.addFound("ingest.source", folder.toString(), "", FileFormat.CSV);
    files.addFound("ingest.source", folder + "/*.csv", "", FileFormat.CSV);
    assertThat(names(files)).containsExactly("a.csv");
  }

  @Test
  void emptyFilesAreLeftOutUnlessTheyAreRowsOrAlone() {
    FoundFiles rows = files();
    rows.addFound("ingest.source", folder.toString(), "", FileFormat.FOLDER_PER_CLASS);
    assertThat(names(rows)).containsExactly("a.csv", "empty.csv");
    FoundFiles alone = files();
    alone.addFound("ingest.source", folder + "/empty.csv", "", FileFormat.CSV);
    assertThat(names(alone)).containsExactly("empty.csv");
  }

  @Test
  void aFileCannotBeOfTrainAndTest() {
    FoundFiles files = files();
    files.addFound("ingest.source", folder + "/a.csv", "train", FileFormat.CSV);
    assertThatThrownBy(
            () -> files.addFound("ingest.test-source", folder.toString(), "test", FileFormat.CSV))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Invalid ingest.test-source: file:%s/a.csv (must not be a file of both ingest.source and"
                    .formatted(folder)
                + " ingest.test-source)");
  }

  @Test
  void aSourceThatNamesNoFileIsRefused() {
    assertThatThrownBy(() -> files().addFound("ingest.source", folder + "/x*", "", FileFormat.CSV))
        .hasMessage(
            "Invalid ingest.source: %s/x* (must name at least one file that exists)"
                .formatted(folder));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "_delta_log, dt=1/a.parquet, a Delta table, name it as table: delta.",
        "metadata/v1.metadata.json, data/dt=1/x=2/a.parquet, an Iceberg table, `name it as a table of"
            + " a catalog, with Iceberg's package and that catalog in Spark's properties`",
        ".hoodie, a.parquet, a Hudi table, `name it as a table of a catalog, with Hudi's package in"
            + " Spark's properties`"
      })
  void filesOfATableWithALogAreRefusedSinceTheyHoldDeletedRows(
      String log, String file, String label, String remedy) throws IOException {
    Path table = folder.resolve("table");
    write(table.resolve(file));
    write(table.resolve(log));
    for (String source : List.of("table", "table/*", "table/" + file)) {
      FoundFiles files = files();
      assertThatThrownBy(
              () -> files.addFound("ingest.source", folder + "/" + source, "", FileFormat.PARQUET))
          .hasMessageStartingWith(
              "Invalid ingest.source: %s/%s (must not be files of %s: among them are rows that the"
                      .formatted(folder, source, label)
                  + " table has deleted (%s".formatted(remedy));
    }
  }

  @Test
  void aFolderOfDataBesideOneOfMetadataIsNoTable() throws IOException {
    write(folder.resolve("data/a.parquet"));
    write(folder.resolve("metadata/about.json"));
    FoundFiles files = files();
    files.addFound("ingest.source", folder + "/data", "", FileFormat.PARQUET);
    assertThat(names(files)).containsExactly("a.parquet");
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "1");
  }

  private static FoundFiles files() {
    return new FoundFiles(new Storage(new Configuration()));
  }

  private static List<String> names(FoundFiles files) {
    return files.all().stream()
        .map(SourceFile::path)
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }
}
