package io.valora.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.Storage;
import io.valora.testing.faults.FaultPlan;
import io.valora.testing.pipeline.ReadyRun;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FaultyStorageTest {
  @TempDir Path folder;
  private String root;

  @BeforeEach
  void rootOnFaultyStorage() {
    root = "faulty:" + folder;
  }

  @Test
  void everyTenthCallThatFailsIsTriedAgain() {
    FaultPlan plan = FaultPlan.failingEvery(10);
    Storage storage = new Storage(plan.configuration());
    for (int file = 0; file < 20; file++) {
      String uri = "%s/some/file-%02d".formatted(root, file);
      storage.write(uri, "content " + file);
      assertThat(storage.readText(uri)).isEqualTo("content " + file);
      assertThat(storage.names(root + "/some")).hasSize(1);
      storage.delete(uri);
      assertThat(storage.exists(uri)).isFalse();
    }
    assertThat(plan.calls()).isGreaterThan(150);
  }

  @Test
  void runIsPublishedThoughEveryTenthCallFails() {
    Storage storage = new Storage(FaultPlan.failingEvery(10).configuration());
    ReadyRun run = new ReadyRun(storage, root, "r1");
    run.doStages();
    run.publish(Duration.ofSeconds(5));
    run.read();
    assertThat(storage.names(run.folder().uri()))
        .containsExactly("evaluation", "manifest.json", "model", "recommendations", "run.json");
  }

  @Test
  void storageThatAlwaysFailsIsGivenUp() {
    Storage storage = new Storage(FaultPlan.failingEvery(1).configuration());
    long start = System.nanoTime();
    assertThatThrownBy(() -> storage.write(root + "/file", "content"))
        .hasMessage("Cannot write %s/file: the connection was reset".formatted(root))
        .returns(Outcome.UNEXPECTED, thrown -> ((JobException) thrown).outcome());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(20));
  }

  @Test
  void fullDiskIsSaidAtOnceAndLeavesWhatWasThere() {
    FaultPlan plan = FaultPlan.full();
    Storage storage = new Storage(plan.configuration());
    plan.heal();
    storage.write(root + "/run.json", "before");
    FaultPlan full = FaultPlan.full();
    Storage writer = new Storage(full.configuration());
    assertThatThrownBy(() -> writer.write(root + "/run.json", "after"))
        .hasMessage("Cannot write %s/run.json: No space left on device".formatted(root))
        .returns(Outcome.UNEXPECTED, thrown -> ((JobException) thrown).outcome());
    assertThat(full.calls()).isLessThan(10);
    assertThat(storage.readText(root + "/run.json")).isEqualTo("before");
    assertThat(storage.names(root)).containsExactly("run.json");
  }

  @Test
  void diskThatFillsUpWhilePublishingLeavesTheRunUnpublishedUntilThereIsSpace() {
    FaultPlan full = FaultPlan.full();
    Storage storage = new Storage(full.configuration());
    ReadyRun run = new ReadyRun(storage, root, "r1");
    ReadyRun healthy = new ReadyRun(new Storage(FaultPlan.none().configuration()), root, "r1");
    healthy.doStages();
    assertThatThrownBy(() -> run.publish(Duration.ofMillis(200)))
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(healthy::read).hasMessageContaining("must be a run that is published");
    full.heal();
    run.publish(Duration.ofMillis(200));
    healthy.read();
  }
}
