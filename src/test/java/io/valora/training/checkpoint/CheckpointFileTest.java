package io.valora.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.networks.TrainedNetwork;
import io.valora.testing.training.CheckpointExamples;
import io.valora.training.BestEpoch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class CheckpointFileTest {
  private final Checkpoint full = CheckpointExamples.full(3, 2);

  @Test
  void goldenFileIsReadAsItStands() throws IOException {
    try (InputStream in = Files.newInputStream(CheckpointExamples.GOLDEN)) {
      expect(CheckpointFile.read("golden", in), full);
    }
  }

  @Test
  void goldenFileHasTheEntriesThatAreWritten() throws IOException {
    assertThat(entries(written(full)))
        .isEqualTo(entries(Files.readAllBytes(CheckpointExamples.GOLDEN)));
  }

  @Test
  void aCheckpointWithoutHistoryOrBestIsReadToo() throws IOException {
    Checkpoint first =
        new Checkpoint(
            full.identity(), full.state(), 0, full.history().subList(0, 0), Optional.empty());
    expect(CheckpointFile.read("first", new ByteArrayInputStream(written(first))), first);
  }

  @Test
  void whereverItIsCutOffItIsNotTaken() throws IOException {
    byte[] whole = written(full);
    int data = entriesEnd(whole);
    for (int length = 0; length < data; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> CheckpointFile.read("cut", new ByteArrayInputStream(cut)))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aByteThatChangedIsFound() throws IOException {
    byte[] whole = written(full);
    int value = indexOf(whole, new byte[] {(byte) 0xcd, (byte) 0xcc, (byte) 0xcc, 0x3d});
    whole[value] ^= 1;
    assertThatThrownBy(() -> CheckpointFile.read("bad", new ByteArrayInputStream(whole)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("CRC");
  }

  @Test
  void anotherFormatVersionIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(CheckpointFile.HEAD));
      zip.write("{\"format-version\": 9}".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(
            () -> CheckpointFile.read("c.zip", new ByteArrayInputStream(out.toByteArray())))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read c.zip: unknown format-version 9 (this version reads 1)");
  }

  static void expect(Checkpoint actual, Checkpoint expected) {
    assertThat(CheckpointHead.of(actual)).isEqualTo(CheckpointHead.of(expected));
    assertThat(actual.state().blocks().toArray(float[][]::new))
        .isDeepEqualTo(expected.state().blocks().toArray(float[][]::new));
    assertThat(actual.best().map(BestEpoch::network).map(TrainedNetwork::configuration))
        .isEqualTo(expected.best().map(BestEpoch::network).map(TrainedNetwork::configuration));
    assertThat(actual.best().map(BestEpoch::network).map(TrainedNetwork::parameterHash))
        .isEqualTo(expected.best().map(BestEpoch::network).map(TrainedNetwork::parameterHash));
  }

  private static byte[] written(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, out);
    return out.toByteArray();
  }

  /** Where the last entry's data ends; behind it stands what only a random reader needs. */
  private static int entriesEnd(byte[] zip) {
    return indexOf(zip, new byte[] {'P', 'K', 1, 2}) - 16;
  }

  private static int indexOf(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> entries(byte[] file) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return entries;
  }
}
