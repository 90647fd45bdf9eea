package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void writingReplacesAndLeavesNoTemporaryFile() {
    String file = folder + "/deep/run.json";
    storage.write(file, "one");
    storage.write(file, "two");
    assertThat(storage.readText(file)).isEqualTo("two");
    assertThat(storage.names(folder + "/deep")).containsExactly("run.json");
  }

  @Test
  void aWriteThatFailsHalfwayLeavesTheOldFile() {
    String file = folder + "/deep/run.json";
    storage.write(file, "one");
    FileContent failing =
        out -> {
          out.write(1);
          throw new IOException("no more");
        };
    assertThatThrownBy(() -> storage.write(file, failing))
        .hasMessage("Cannot write %s: no more".formatted(file));
    assertThat(storage.readText(file)).isEqualTo("one");
    assertThat(storage.names(folder + "/deep")).containsExactly("run.json");
  }

  @Test
  void foldersAndGlobsNameTheirVisibleFiles() throws IOException {
    Files.writeString(folder.resolve("b.csv"), "12");
    Files.writeString(folder.resolve("a.csv"), "1");
    Files.createDirectories(folder.resolve("sub/_temporary"));
    Files.writeString(folder.resolve("sub/c.csv"), "");
    Files.writeString(folder.resolve("sub/_temporary/d.csv"), "");
    Files.writeString(folder.resolve("sub/.hidden"), "");
    assertThat(storage.find(folder.toString()))
        .extracting(StoredFile::bytes)
        .containsExactly(1L, 2L, 0L);
    assertThat(storage.find(folder + "/*.csv")).hasSize(2);
    assertThat(storage.find(folder + "/none*")).isEmpty();
  }

  @Test
  void whatIsMissingOrRefusedIsSaidPlainly() throws IOException {
    assertThatThrownBy(() -> storage.readText(folder + "/none"))
        .hasMessage("Cannot read %s/none: it does not exist or is out of reach".formatted(folder));
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> storage.write(folder + "/file/below", ""))
        .hasMessageStartingWith("Cannot write " + folder + "/file/below: ");
    assertThatThrownBy(() -> storage.exists("nosuch://x/y"))
        .hasMessageContaining("Cannot read nosuch://x/y");
  }

  @Test
  void runIdsThatLeaveTheRootAreRefused() {
    assertThatThrownBy(() -> new RunFolder("/r", "job", "../x"))
        .hasMessage(
            "Invalid --run-id: ../x (must be up to 128 letters, digits, dots, dashes or underscores,"
                + " beginning with a letter or a digit)");
    assertThat(new RunFolder("/r/", "job", "2026-01-01").uri()).isEqualTo("/r/job/runs/2026-01-01");
  }
}
