package io.valora.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.registry.Manifest;
import io.valora.registry.ModelAlias;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that start at the same moment. */
class RivalAttemptsTest {
  private static final int TIMES = 100;
  private static final Duration LEASE = Duration.ofSeconds(1);

  private enum End {
    PUBLISHED,
    WAS_PUBLISHED,
    REFUSED
  }

  @TempDir Path root;

  @Test
  @Timeout(300)
  void twoAtOncePublishOnceEachOfAHundredTimes() throws Exception {
    for (int time = 0; time < TIMES; time++) {
      LeaseTrial trial = new LeaseTrial(root, "two-" + time);
      List<End> ends = AtOnce.of(2, number -> attempt(trial));
      assertThat(ends).as("time %d", time).containsOnlyOnce(End.PUBLISHED);
      assertWhole(trial);
    }
  }

  @RepeatedTest(5)
  @Timeout(120)
  void fiveAtOncePublishOnce() throws Exception {
    LeaseTrial trial = new LeaseTrial(root, "five");
    assertThat(AtOnce.of(5, number -> attempt(trial))).containsOnlyOnce(End.PUBLISHED);
    assertWhole(trial);
  }

  @RepeatedTest(10)
  @Timeout(120)
  void runsOfOneJobThatArePublishedAtOnceLeaveTheLatestDateAsChampion() throws Exception {
    AtOnce.of(
        5,
        attempt -> {
          RunFolder run = new RunFolder(root.toString(), "job", "2026-01-0" + (1 + attempt));
          new ModelAlias(new Storage(new Configuration()), run).promote(Instant.EPOCH, LEASE);
          return run.runId();
        });
    LeaseTrial trial = new LeaseTrial(root, "any");
    ModelAlias aliases = new ModelAlias(trial.storage, trial.run);
    assertThat(aliases.read("champion")).contains("2026-01-05");
    assertThat(aliases.read("previous")).isNotEqualTo(Optional.of("2026-01-05"));
    assertThat(trial.storage.names(trial.run.aliases()))
        .isSubsetOf("champion.json", "previous.json", "history");
  }

  private static void assertWhole(LeaseTrial trial) {
    new PublishedFiles(trial.storage, trial.run).requireUnchanged(PublishedFiles.MODEL);
    assertThat(new ModelAlias(trial.storage, trial.run).read("champion"))
        .contains(trial.run.runId());
    assertThat(trial.storage.names(trial.run.uri())).containsExactly("manifest.json", "model");
  }

  private static End attempt(LeaseTrial trial) {
    try (Lease lease = Lease.acquire(trial.storage, trial.run, LEASE)) {
      Storage guarded = trial.storage.guardedBy(lease::check);
      PublishedFiles files = new PublishedFiles(guarded, trial.run);
      if (files.manifest().isPresent()) {
        return End.WAS_PUBLISHED;
      }
      guarded.write(trial.run.model("network.zip"), "of attempt " + lease);
      Manifest manifest = files.publish(lease.token(), Instant.now());
      new ModelAlias(guarded, trial.run).promote(manifest.published(), LEASE);
      return End.PUBLISHED;
    } catch (JobException refused) {
      assertThat(refused.outcome()).as(refused.getMessage()).isEqualTo(Outcome.ALREADY_RUNNING);
      return End.REFUSED;
    }
  }
}
