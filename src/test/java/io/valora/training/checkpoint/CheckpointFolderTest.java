package io.valora.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.storage.Storage;
import io.valora.testing.training.CheckpointExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  @TempDir Path temporary;
  private final Storage storage = new Storage(new Configuration());
  private CheckpointFolder folder;

  @BeforeEach
  void inTheTemporaryFolder() {
    folder = new CheckpointFolder(storage, temporary + "/checkpoints");
  }

  @Test
  void theLastOnesAreKept() {
    write(9, 1, 2);
    write(9, 10, 2);
    write(10, 2, 2);
    assertThat(storage.names(folder.uri()))
        .containsExactly(
            "epoch-0000000009-round-0000000010.zip", "epoch-0000000010-round-0000000002.zip");
    expectNewest(10, 2);
  }

  @Test
  void withoutAnyThereIsNoNewest() {
    assertThat(folder.newest()).isEmpty();
    write(1, 1, 1);
    folder.clear();
    assertThat(folder.newest()).isEmpty();
    assertThat(Files.exists(temporary.resolve("checkpoints"))).isFalse();
  }

  @Test
  void aDamagedNewestGivesWayToTheOneBefore() throws IOException {
    write(1, 1, 3);
    write(1, 2, 3);
    write(1, 3, 3);
    Path newest = file(1, 3);
    Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 300));
    expectNewest(1, 2);
    Path next = file(1, 2);
    byte[] bytes = Files.readAllBytes(next);
    bytes[bytes.length / 2] ^= 1;
    Files.write(next, bytes);
    expectNewest(1, 1);
    Files.write(file(1, 1), new byte[0]);
    assertThat(folder.newest()).isEmpty();
  }

  @Test
  void whatADeadAttemptLeftBehindGoesWithTheNextCheckpoint() throws IOException {
    write(1, 1, 1);
    Files.write(file(7, 7), new byte[] {1});
    Files.write(file(1, 2).resolveSibling(".epoch.half-written"), new byte[] {1});
    write(1, 2, 1);
    assertThat(storage.names(folder.uri()))
        .containsExactly("epoch-0000000001-round-0000000002.zip");
    expectNewest(1, 2);
  }

  private void write(int epoch, int rounds, int keep) {
    folder.write(CheckpointExamples.full(epoch, rounds), keep);
  }

  private void expectNewest(int epoch, int rounds) {
    CheckpointFileTest.expect(
        folder.newest().orElseThrow(), CheckpointExamples.full(epoch, rounds));
  }

  private Path file(int epoch, int rounds) {
    return temporary.resolve("checkpoints/epoch-%010d-round-%010d.zip".formatted(epoch, rounds));
  }
}
