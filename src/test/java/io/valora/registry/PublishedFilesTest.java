package io.valora.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFilesTest {
  @TempDir Path root;
  private final Storage storage = new Storage(new Configuration());
  private RunFolder run;
  private PublishedFiles files;

  @BeforeEach
  void publish() {
    run = new RunFolder(root.toString(), "model", "r1");
    files = new PublishedFiles(storage, run);
    storage.write(run.model("network.zip"), "weights");
    storage.write(run.model("vocabulary/user/part-0.parquet"), "users");
    storage.write(run.evaluation("report.html"), "page");
    storage.write(run.recommendations("top-n/part-0.parquet"), "lists");
    storage.write(run.recommendations("top-n/_SUCCESS"), "");
    files.publish(3, Instant.EPOCH);
  }

  @Test
  void manifestNamesEveryFileWithItsLengthAndAllButLargeTablesWithTheirHash() {
    Manifest manifest = files.manifest().orElseThrow();
    assertThat(manifest.attempt()).isEqualTo(3);
    assertThat(manifest.files())
        .extracting(ManifestFile::path)
        .containsExactly(
            "model/network.zip",
            "model/vocabulary/user/part-0.parquet",
            "evaluation/report.html",
            "recommendations/top-n/part-0.parquet");
    assertThat(manifest.files()).extracting(ManifestFile::bytes).containsExactly(7L, 5L, 4L, 5L);
    assertThat(manifest.files())
        .extracting(file -> file.sha256().isPresent())
        .containsExactly(true, true, true, false);
    assertThat(manifest.files().get(1).sha256())
        .contains("7dfb4cf67742cb0660305e56ef816c53fcec892cae7f6ee39b75f34e659d672c");
  }

  @Test
  void whatWasPublishedIsAccepted() {
    files.requireUnchanged("model", "evaluation", "recommendations");
  }

  @Test
  void fileWithOtherBytesIsRefused() throws IOException {
    Files.writeString(Path.of(run.model("network.zip")), "WEIGHTS");
    assertRefused("model/network.zip: its bytes are not those that were published");
  }

  @Test
  void fileOfAnotherLengthIsRefused() throws IOException {
    Files.writeString(Path.of(run.recommendations("top-n/part-0.parquet")), "");
    assertRefused("recommendations/top-n/part-0.parquet: it has 0 bytes, published were 5");
  }

  @Test
  void fileThatIsMissingIsRefused() throws IOException {
    Files.delete(Path.of(run.model("network.zip")));
    assertRefused("model/network.zip: it was published and isn't there");
  }

  @Test
  void fileThatCameLaterIsRefused() {
    storage.write(run.recommendations("top-n/part-1.parquet"), "");
    assertRefused("recommendations/top-n/part-1.parquet: it wasn't published");
  }

  @Test
  void runWithoutOrWithAnotherRunsManifestIsRefused() {
    String manifest = storage.readText(run.manifest());
    storage.write(run.manifest(), manifest.replace("\"r1\"", "\"r0\""));
    assertRefused("manifest.json: it is that of run r0");
    files.withdraw();
    assertThatThrownBy(() -> files.requireUnchanged("model"))
        .hasMessageContaining("it has no manifest.json, so nobody knows what belongs");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> files.requireUnchanged("model", "recommendations"))
        .hasMessage(
            "Cannot read %s/%s (make the model anew under another --run-id)"
                .formatted(run.uri(), why));
  }
}
