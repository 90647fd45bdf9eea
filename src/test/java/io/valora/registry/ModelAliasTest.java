package io.valora.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAliasTest {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void newestRunIsChampionAndTheOneBeforeItPrevious() {
    assertThat(aliases("r1").read("champion")).isEmpty();
    promote("r1");
    assertThat(aliases("r1").read("champion")).contains("r1");
    assertThat(aliases("r1").read("previous")).isEmpty();
    promote("r2");
    promote("r2");
    assertThat(aliases("r1").read("champion")).contains("r2");
    assertThat(aliases("r1").read("previous")).contains("r1");
  }

  @Test
  void runThatWasPublishedEarlierDoesNotComeBack() {
    aliases("r1").promote(Instant.EPOCH.plusSeconds(1), Lease.USUAL);
    aliases("r2").promote(Instant.EPOCH.plusSeconds(2), Lease.USUAL);
    aliases("r1").promote(Instant.EPOCH.plusSeconds(1), Lease.USUAL);
    assertThat(aliases("r1").read("champion")).contains("r2");
    assertThat(aliases("r1").read("previous")).contains("r1");
  }

  @Test
  void aClockThatWasAheadKeepsNobodyFromTheAlias() {
    aliases("r1").promote(Instant.EPOCH.plus(Duration.ofDays(400)), Lease.USUAL);
    aliases("r2").promote(Instant.EPOCH.plusSeconds(1), Lease.USUAL);
    assertThat(aliases("r2").read("champion")).contains("r2");
    assertThat(aliases("r1").reasonAgainst()).contains("r2 stays: it was published later");
    assertThat(aliases("r2").reasonAgainst()).isEmpty();
  }

  @Test
  void theLatestLogicalDateIsChampionWhenEarlierOnesFollow() {
    promote("2026-03-01");
    promote("2026-02-01");
    assertThat(aliases("2026-03-01").read("champion")).contains("2026-03-01");
    assertThat(aliases("2026-02-01").reasonAgainst())
        .contains("2026-03-01 stays: its logical date is later");
    promote("by-hand");
    promote("2026-01-01");
    assertThat(aliases("2026-03-01").read("champion")).contains("by-hand");
    promote("2026-03-02");
    assertThat(aliases("2026-03-01").read("champion")).contains("2026-03-02");
    assertThat(aliases("2026-03-01").read("previous")).contains("by-hand");
  }

  @Test
  void aliasesOfEarlierVersionsGoByTheTimeOfPublication() {
    RunFolder run = run("r1");
    String alias =
        "{\"format-version\": 1, \"run-id\": \"%s\", \"updated\": \"1970-01-0%dT00:00:00Z\"}";
    storage.write(run.alias("previous"), alias.formatted("r2", 2));
    storage.write(run.alias("champion"), alias.formatted("r3", 3));
    promote("r1");
    assertThat(aliases("r1").read("champion")).contains("r3");
    aliases("r4").promote(Instant.EPOCH.plus(Duration.ofDays(9)), Lease.USUAL);
    assertThat(aliases("r1").read("champion")).contains("r4");
  }

  @Test
  void whoLostTheRunWhileOthersHaveTheAliasesGivesUp() {
    Duration lease = Duration.ofMillis(300);
    JobException lost = JobException.cannot(Outcome.ALREADY_RUNNING, "go on", "it was taken over");
    Storage ofLostRun =
        storage.guardedBy(
            () -> {
              throw lost;
            });
    try (Lease others = Lease.awaitAliases(storage, run("r2"), lease)) {
      assertThatThrownBy(() -> new ModelAlias(ofLostRun, run("r1")).promote(Instant.EPOCH, lease))
          .isSameAs(lost);
      others.check();
    }
    assertThat(aliases("r1").read("champion")).isEmpty();
  }

  @Test
  void fileThatIsNoAliasIsRefused() {
    RunFolder run = run("r1");
    storage.write(run.alias("champion"), "{\"format-version\": 2}");
    assertThatThrownBy(() -> aliases("r1").read("champion"))
        .hasMessage(
            "Cannot read %s: unknown format-version 2 (this version reads 1)"
                .formatted(run.alias("champion")));
    storage.write(run.alias("champion"), "{");
    assertThatThrownBy(() -> aliases("r1").read("champion"))
        .hasMessage("Cannot read %s: it is not JSON (line 1)".formatted(run.alias("champion")));
  }

  private void promote(String runId) {
    aliases(runId).promote(Instant.EPOCH, Lease.USUAL);
  }

  private ModelAlias aliases(String runId) {
    return new ModelAlias(storage, run(runId));
  }

  private RunFolder run(String runId) {
    return new RunFolder(folder.toString(), "job", runId);
  }
}
