package io.valora.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lease.LeaseTrial.Pausable;
import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeaseTest {
  private static final Duration SHORT = Duration.ofMillis(600);

  @TempDir Path root;
  private LeaseTrial trial;

  @BeforeEach
  void newRun() {
    trial = new LeaseTrial(root, "r1");
  }

  @Test
  void secondAttemptIsRefusedWhileTheFirstLivesAndIsToldWhoHasIt() throws Exception {
    try (Lease first = acquire()) {
      first.runsAs("local-17");
      while (!trial.entries().all().toString().contains("local-17")) {
        Thread.sleep(10);
      }
      assertThatThrownBy(this::acquire)
          .isInstanceOfSatisfying(
              JobException.class,
              thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.ALREADY_RUNNING))
          .hasMessageMatching(
              "Cannot change run r1 of job job: another attempt is running: process "
                  + ProcessHandle.current().pid()
                  + " on host \\S+ \\(application local-17\\), since \\S+Z, renewed \\S+Z"
                  + " \\(wait for its end, or until it has been silent for 1 s\\)");
      first.check();
    }
    assertThat(trial.entries().isEmpty()).isTrue();
  }

  @Test
  void nextAttemptHasAHigherTokenAndTheEndedOneIsRefused() {
    Lease first = acquire();
    noteInRunJson(first.token());
    first.close();
    try (Lease second = acquire()) {
      assertThat(second.token()).isGreaterThan(first.token());
      assertThatThrownBy(first::check)
          .hasMessage("Cannot go on with run r1 of job job: this attempt has ended");
      second.check();
    }
  }

  @Test
  void attemptThatDiedIsTakenOverAfterItsLease() {
    LeaseEntry dead = dead(7, SHORT);
    long start = System.nanoTime();
    try (Lease second = acquire()) {
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
      assertThat(second.token()).isEqualTo(8);
      assertThat(trial.entries().all()).doesNotContain(dead).hasSize(1);
    }
  }

  @Test
  void fileThatItsWriterDiedInIsTakenOverToo() throws Exception {
    Path folder = Files.createDirectories(root.resolve("job/runs/r1"));
    Files.writeString(folder.resolve("lease-0000000003-half.json"), "{\"format-ver");
    try (Lease second = acquire()) {
      assertThat(second.token()).isEqualTo(4);
    }
    assertThat(trial.entries().isEmpty()).isTrue();
  }

  /** A rival that comes later writes that it asks, in two steps, and withdraws. */
  @Test
  void whoIsJustWritingThatItAsksIsWaitedFor() throws Exception {
    Path folder = Files.createDirectories(root.resolve("job/runs/r1"));
    Instant now = Instant.now();
    LeaseEntry rival =
        new LeaseEntry(1, "zzz", LeaseHolder.ofThisProcess(), now, now, 0, Duration.ofHours(1));
    Path file = folder.resolve(rival.fileName());
    Executor soon = CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS);
    AtomicReference<CompletableFuture<Void>> withdrawn = new AtomicReference<>();
    Storage storage =
        trial.storage.guardedBy(
            () -> {
              if (withdrawn.get() == null) {
                put(file, "");
                withdrawn.set(
                    CompletableFuture.runAsync(() -> put(file, rival.toJson()), soon)
                        .thenRunAsync(() -> assertThat(file.toFile().delete()).isTrue(), soon));
              }
            });
    try (Lease lease = Lease.acquire(storage, trial.run, Duration.ofSeconds(6))) {
      assertThat(lease.token()).isEqualTo(1);
      assertThat(withdrawn.get()).isDone();
    }
    withdrawn.get().get();
  }

  private static void put(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void attemptOlderThanTheOneThatWroteRunJsonNeedsNoWaiting() {
    dead(1, Duration.ofHours(1));
    noteInRunJson(2);
    try (Lease third = acquire()) {
      assertThat(third.token()).isEqualTo(3);
    }
  }

  @Test
  void attemptThatWakesUpAfterItWasTakenOverChangesNothing() throws Exception {
    Pausable sleeper = new Pausable(trial.storage);
    CountDownLatch told = new CountDownLatch(1);
    try (Lease first = Lease.acquire(sleeper.storage(), trial.run, SHORT)) {
      first.whenLost(told::countDown);
      Storage guarded = trial.storage.guardedBy(first::check);
      guarded.write(trial.run.runJson(), json(first.token()));
      sleeper.pause();
      try (Lease second = acquire()) {
        assertThat(second.token()).isGreaterThan(first.token());
        trial.storage.guardedBy(second::check).write(trial.run.runJson(), json(second.token()));
        String written = trial.storage.readText(trial.run.runJson());
        sleeper.goOn();
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> guarded.write(trial.run.runJson(), json(first.token())))
            .isInstanceOfSatisfying(
                JobException.class,
                thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.ALREADY_RUNNING))
            .hasMessageStartingWith("Cannot go on with run r1 of job job: ");
        assertThatThrownBy(() -> guarded.delete(trial.run.runJson()))
            .isInstanceOf(JobException.class);
        assertThat(trial.storage.readText(trial.run.runJson())).isEqualTo(written);
        second.check();
      }
    }
    assertThat(trial.storage.names(trial.run.uri())).containsExactly("run.json");
  }

  @Test
  void anEndedProcessOfThisMachineIsNotWaitedFor() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    LeaseHolder own = LeaseHolder.ofThisProcess();
    assertThat(own.isGone()).isFalse();
    LeaseHolder gone = new LeaseHolder(own.host(), ended.pid(), "", own.processes());
    assertThat(gone.isGone()).isEqualTo(!own.processes().isEmpty());
    assertThat(new LeaseHolder("elsewhere", ended.pid(), "", own.processes()).isGone()).isFalse();
    assertThat(new LeaseHolder(own.host(), ended.pid(), "").isGone()).isFalse();
    trial
        .entries()
        .write(
            new LeaseEntry(1, "gone", gone, Instant.EPOCH, Instant.EPOCH, 5, Duration.ofHours(1)));
    Assumptions.assumeTrue(gone.isGone());
    try (Lease held = acquire()) {
      assertThat(held.token()).isEqualTo(2);
    }
  }

  @Test
  void leaseIsRenewedForAsLongAsItIsHeld() throws Exception {
    try (Lease first = acquire()) {
      Thread.sleep(3 * SHORT.toMillis());
      assertThat(trial.entries().all().get(0).renewals()).isGreaterThan(3);
      first.check();
      assertThatThrownBy(this::acquire).isInstanceOf(JobException.class);
    }
  }

  private Lease acquire() {
    return Lease.acquire(trial.storage, trial.run, SHORT);
  }

  private LeaseEntry dead(long token, Duration lease) {
    LeaseHolder holder = new LeaseHolder("gone", 1, "");
    LeaseEntry entry =
        new LeaseEntry(token, "dead", holder, Instant.EPOCH, Instant.EPOCH, 5, lease);
    trial.entries().write(entry);
    return entry;
  }

  private void noteInRunJson(long token) {
    trial.storage.write(trial.run.runJson(), json(token));
  }

  private static String json(long token) {
    RunRecord record = RunRecord.begun(new RunIdentity("r1", "job", 42, Instant.EPOCH));
    RunAttempt attempt = new RunAttempt(token, Optional.empty());
    return RunRecordParser.toJson(record.withProgress(record.progress().at(attempt)));
  }
}
