package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.networks.TrainedNetwork;
import io.valora.testing.Breakage;
import io.valora.testing.Refusals;
import io.valora.testing.training.CheckpointExamples;
import io.valora.training.checkpoint.Checkpoint;
import io.valora.training.checkpoint.CheckpointFile;
import io.valora.training.checkpoint.CheckpointHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken checkpoints are read, skipped as damaged, or refused in plain words. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenCheckpointsTest {
  private static final int CHECKPOINTS = 500;

  @Test
  void brokenBytesAreDamagedOrRefused() throws IOException {
    Breakage breakage = new Breakage(1);
    Refusals refusals = new Refusals();
    byte[] whole = bytes(CheckpointExamples.full(3, 2));
    for (int i = 0; i < CHECKPOINTS; i++) {
      byte[] zip = breakage.broken(whole);
      refusals.attempt(i, () -> CheckpointFile.read("c", new ByteArrayInputStream(zip)));
    }
    assertThat(refusals.refused()).isGreaterThan(CHECKPOINTS / 3);
  }

  @Test
  void brokenHeadsAreDamagedOrRefused() throws IOException {
    Breakage breakage = new Breakage(2);
    Refusals refusals = new Refusals();
    String whole = CheckpointHead.of(CheckpointExamples.full(3, 2)).toJson();
    for (int i = 0; i < CHECKPOINTS; i++) {
      String head = breakage.broken(whole);
      byte[] zip = headed(head);
      refusals.attempt(head, () -> CheckpointFile.read("c", new ByteArrayInputStream(zip)));
    }
    assertThat(refusals.refused()).isGreaterThan(CHECKPOINTS / 3);
  }

  @Test
  void moreNumbersThanMemoryHoldsAreDamage() throws IOException {
    String head =
        CheckpointHead.of(CheckpointExamples.full(3, 2))
            .toJson()
            .replace("\"floats\" : 3", "\"floats\" : 2147483647");
    assertThatThrownBy(() -> CheckpointFile.read("c", new ByteArrayInputStream(headed(head))))
        .isInstanceOf(ZipException.class)
        .hasMessage("block-0 is said to have 2,147,483,647 numbers");
  }

  @Test
  void aBestNetworkOfAnUnknownClassIsRefused() throws IOException {
    Checkpoint whole = CheckpointExamples.full(3, 2);
    BestEpoch best = whole.best().orElseThrow();
    Checkpoint crafted =
        new Checkpoint(
            whole.identity(),
            whole.state(),
            whole.seconds(),
            whole.history(),
            Optional.of(
                new BestEpoch(
                    best.epoch(),
                    best.metric(),
                    new TrainedNetwork("{\"@class\": \"evil.Graph\"}", new float[1]))));
    byte[] zip = bytes(crafted);
    assertThatThrownBy(() -> CheckpointFile.read("c", new ByteArrayInputStream(zip)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("it names the class \"evil.Graph\"");
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, out);
    return out.toByteArray();
  }

  private static byte[] headed(String head) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(CheckpointFile.HEAD));
      zip.write(head.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(CheckpointFile.BLOCK + 0));
      zip.write(new byte[3 * Float.BYTES]);
    }
    return out.toByteArray();
  }
}
