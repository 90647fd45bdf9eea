package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void namesThatLookLikeGlobsOrAddressesAreFound() throws IOException {
    List<String> names =
        List.of(
            "100%25 done.csv",
            "10T10:15.csv",
            "[x].csv",
            "a#1.csv",
            "back\\slash.csv",
            "q1,q2.csv",
            "quote'.csv",
            "semi;colon.csv",
            "star*.csv",
            "what?.csv",
            "x.csv",
            "{y}.csv");
    for (String name : names) {
      Files.writeString(folder.resolve(name), "1");
    }
    assertThat(names(storage.find(folder.toString()))).containsExactlyElementsOf(names);
    assertThat(names(storage.find(folder + "/*.csv"))).containsExactlyElementsOf(names);
    for (String name : names) {
      assertThat(names(storage.find(folder + "/" + name))).containsExactly(name);
    }
    assertThat(names(storage.find(folder + "/[xyz].csv"))).containsExactly("x.csv");
    assertThat(names(storage.find(folder + "/{x,a#1}.csv"))).containsExactly("a#1.csv", "x.csv");
    assertThat(names(storage.find(folder + "/star\\*.csv"))).containsExactly("star*.csv");
    try (InputStream bytes = storage.open("file:" + folder + "/10T10:15.csv")) {
      assertThat(bytes.readAllBytes()).isEqualTo(new byte[] {'1'});
    }
  }

  @Test
  void globsLeaveHiddenFilesOutUnlessTheyNameThem() throws IOException {
    for (String name :
        List.of("dt=1/a.csv", "dt=1/_SUCCESS", "dt=1/.a.crc", "_temporary/b.csv", "_k=1/c.csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "1");
    }
    assertThat(names(storage.find(folder + "/*"))).containsExactly("c.csv", "a.csv");
    assertThat(names(storage.find(folder + "/dt=*/*"))).containsExactly("a.csv");
    assertThat(names(storage.find(folder + "/*/*.csv"))).containsExactly("c.csv", "a.csv");
    assertThat(names(storage.find(folder + "/_temp*/b.csv"))).containsExactly("b.csv");
    assertThat(storage.find("~/no-such-file-of-anyone")).isEmpty();
    assertThat(storage.find("no:such.csv")).isEmpty();
  }

  @Test
  void aFileThatDoesNotFitItsChecksumsIsNamed() throws IOException {
    try (OutputStream out = storage.create(folder + "/a.csv")) {
      out.write('1');
    }
    Files.writeString(folder.resolve("a.csv"), "2");
    try (InputStream bytes = storage.open(folder + "/a.csv")) {
      assertThatThrownBy(bytes::read)
          .isInstanceOf(JobException.class)
          .hasMessage(
              "Cannot read %s/a.csv: it doesn't fit its checksums in .a.csv.crc (restore the file,"
                      .formatted(folder)
                  + " or delete the .crc file if the file is right)");
    }
  }

  private static List<String> names(List<StoredFile> files) {
    return files.stream()
        .map(file -> file.uri().substring(file.uri().lastIndexOf('/') + 1))
        .toList();
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
