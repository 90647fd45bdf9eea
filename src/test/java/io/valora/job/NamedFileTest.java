package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a job file is looked for, in which order, and what is said when it is nowhere. */
class NamedFileTest {
  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @AfterEach
  void shipNothing() {
    System.clearProperty("spark.files");
    System.clearProperty("spark.yarn.dist.files");
  }

  @Test
  void addressWithSchemeIsTakenAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "there");
    assertThat(text("file:" + file)).isEqualTo("there");
    assertThatThrownBy(() -> text("file:" + folder + "/none.yaml"))
        .hasMessage(
            "Cannot read file:%s/none.yaml: it does not exist or is out of reach"
                .formatted(folder));
  }

  @Test
  void pathIsOneOfTheWorkingDirectoryWhateverTheDefaultFileSystem() throws IOException {
    Configuration elsewhere = new Configuration();
    elsewhere.set("fs.defaultFS", "viewfs://nowhere/");
    elsewhere.set("fs.viewfs.mounttable.nowhere.linkFallback", folder.toUri().toString());
    assertThat(new NamedFile("jobs/ratings.yaml").text(new Storage(elsewhere)))
        .isEqualTo(Files.readString(Path.of("jobs/ratings.yaml")));
  }

  @Test
  void pathIsOneOfTheDefaultFileSystemWhenNotHere() throws IOException {
    Files.createDirectories(folder.resolve("some"));
    Files.writeString(folder.resolve("some/job.yaml"), "by default");
    Configuration elsewhere = new Configuration();
    elsewhere.set("fs.defaultFS", "viewfs://other/");
    elsewhere.set(
        "fs.viewfs.mounttable.other.link./some", folder.resolve("some").toUri().toString());
    assertThat(new NamedFile("/some/job.yaml").text(new Storage(elsewhere)))
        .isEqualTo("by default");
  }

  @Test
  void shippedFileIsFoundByItsLastName() throws IOException {
    Path file = Files.writeString(folder.resolve("shipped.yaml"), "shipped");
    System.setProperty("spark.files", "file:/other.yaml,file:" + file);
    assertThat(text("shipped.yaml")).isEqualTo("shipped");
    assertThat(text("some/folder/shipped.yaml")).isEqualTo("shipped");
  }

  @Test
  void shippedFileIsFoundByTheNameItTravelsUnder() throws IOException {
    Path file = Files.writeString(folder.resolve("first.yaml"), "renamed");
    System.setProperty("spark.yarn.dist.files", "file:" + file + "#second.yaml");
    assertThat(text("second.yaml")).isEqualTo("renamed");
    assertThatThrownBy(() -> text("first.yaml")).isInstanceOf(JobException.class);
  }

  @Test
  void classPathComesLast() {
    assertThat(text("golden/metrics/valid-least.json")).contains("format-version");
  }

  @Test
  void fileThatIsNowhereIsSaidWithThePlaces() {
    assertThatThrownBy(() -> text("some/none.yaml"))
        .hasMessage(
            ("Cannot read some/none.yaml: it does not exist or is out of reach (looked for"
                    + " file:%s/some/none.yaml, for none.yaml among the --files of spark-submit,"
                    + " and for some/none.yaml on the class path)")
                .formatted(HERE))
        .isInstanceOfSatisfying(
            JobException.class,
            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.INVALID_REQUEST));
  }

  private String text(String name) {
    return new NamedFile(name).text(storage);
  }
}
