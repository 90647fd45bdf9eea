package io.valora.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import io.valora.testing.faults.FaultPlan;
import io.valora.testing.lineage.RunJsonExamples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRunsTest {
  private static final Duration LEASE = Duration.ofMillis(300);

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void aThousandRunsAreListedInThreeSecondsAndARunAsFastAsOfAHundred() {
    writeMany("few", 100);
    writeMany("many", 1000);
    list("few");
    double few = seconds("few");
    double many = seconds("many");
    System.out.printf("100 runs listed in %.3f s, 1,000 in %.3f s%n", few, many);
    assertThat(many / 1000).isLessThanOrEqualTo(3 * few / 100);
    assertThat(many).isLessThanOrEqualTo(3);
  }

  @Test
  void aRunCostsTwoCallsOfStorageAtMostBesideTheListing() {
    writeMany("many", 50);
    FaultPlan counter = FaultPlan.none();
    Storage counting = new Storage(counter.configuration());
    assertThat(new StoredRuns(counting, "faulty:" + folder).of("many")).hasSize(50);
    assertThat(counter.calls()).isLessThanOrEqualTo(1 + 2 * 50);
  }

  @Test
  void runIsNamedByTheBeginningOfItsIdAndByLatest() {
    write(run("job", "2026-01-31"), record(run("job", "2026-01-31"), 1));
    write(run("job", "2026-02-28"), record(run("job", "2026-02-28"), 3));
    write(run("job", "2026-02-28b"), record(run("job", "2026-02-28b"), 2));
    write(run("job", "z"), RunRecord.begun(new RunIdentity("z", "job", 1, Instant.now())));
    Runs runs = new Runs(storage, folder.toString());
    for (Optional<String> job : List.of(Optional.of("job"), Optional.<String>empty())) {
      assertThat(runs.find(job, "2026-01").runId()).isEqualTo("2026-01-31");
      assertThat(runs.find(job, "2026-02-28").runId()).isEqualTo("2026-02-28");
      assertThat(runs.find(job, "latest").runId()).isEqualTo("2026-02-28");
      assertThatThrownBy(() -> runs.find(job, "2026"))
          .hasMessage(
              "Invalid --run-id: 2026 (must be a run, or the beginning of one alone: 2026-01-31, 2026-02-28, 2026-02-28b begin so)");
      assertThatThrownBy(() -> runs.find(job, "x")).hasMessageStartingWith("Invalid --run-id: x");
    }
    assertThatThrownBy(() -> runs.find(Optional.of("none"), "latest"))
        .hasMessage(
            "Invalid --run-id: latest (must be a run, and no job under %s has a published run)",
            folder);
  }

  @Test
  void conditionsCompareNumbersAsNumbersAndTextsAsTexts() {
    Map<String, String> values = Map.of("rmse", "0.9", "status", "failed", "created", "2026-10-01");
    for (String holds :
        List.of(
            "rmse < 0.93",
            "rmse<=0.9",
            "rmse == 0.90",
            "rmse = 9e-1",
            "rmse > -1",
            "rmse>=0.9",
            "rmse != 1",
            "status = failed",
            "status='failed'",
            "status != \"succeeded\"",
            "created >= 2026-09")) {
      assertThat(RunCondition.of(holds).holds(values)).as(holds).isTrue();
    }
    for (String not : List.of("rmse < 0.9", "mae < 1", "mae != 1", "status = fail")) {
      assertThat(RunCondition.of(not).holds(values)).as(not).isFalse();
    }
    assertThatThrownBy(() -> RunCondition.of("rmse < low").holds(values))
        .hasMessage("Invalid --where: rmse < low (must compare rmse with a number)");
    for (String no : List.of("rmse", "rmse <", "< 3", "rmse ~ 3")) {
      assertThatThrownBy(() -> RunCondition.of(no))
          .hasMessage(
              "Invalid --where: %s (must be a key, one of < <= > >= = != and a value: metrics.test.rmse < 0.9)",
              no);
    }
  }

  @Test
  void pruningKeepsTheNewestTheNamedAndTheRunning() {
    for (int i = 0; i < 8; i++) {
      write(run("job", "r" + i), record(run("job", "r" + i), i));
    }
    ManualMove.of(storage, run("job", "r1"), "champion", LEASE).promote("a");
    ManualMove.of(storage, run("job", "r2"), "champion", LEASE).promote("a");
    ManualMove.of(storage, run("job", "r3"), "challenger", LEASE).promote("a");
    write(run("job", "r4"), RunRecord.begun(new RunIdentity("r4", "job", 1, at(4))));
    Pruning pruning = new Pruning(storage, folder.toString(), "job", LEASE);
    try (Lease working = Lease.acquire(storage, run("job", "r4"), Duration.ofSeconds(60))) {
      assertThat(pruning.candidates(2))
          .extracting(found -> found.run().runId() + " " + found.kept().isPresent())
          .containsExactly("r5 false", "r4 true", "r3 true", "r2 true", "r1 true", "r0 false");
      assertThat(pruning.remove(run("job", "r4"))).isPresent();
    }
    assertThat(pruning.remove(run("job", "r2"))).contains("an alias names it since");
    assertThat(pruning.remove(run("job", "r5"))).isEmpty();
    assertThat(pruning.remove(run("job", "r0"))).isEmpty();
    assertThat(storage.names(folder + "/job/runs"))
        .containsExactly("r1", "r2", "r3", "r4", "r6", "r7");
  }

  @Test
  void damagedRunIsListedAsSuch() {
    write(run("job", "r1"), record(run("job", "r1"), 1));
    storage.write(run("job", "r2").runJson(), "{");
    assertThat(list("job").out()).contains("unreadable").contains("succeeded");
  }

  private double seconds(String job) {
    double best = Double.POSITIVE_INFINITY;
    for (int time = 0; time < 3; time++) {
      long start = System.nanoTime();
      assertThat(list(job).code()).isZero();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }

  private ProgramRun list(String job) {
    return ProgramRun.of("runs", "list", job, "--root", folder.toString());
  }

  private void writeMany(String job, int runs) {
    String text = RunRecordParser.toJson(RunJsonExamples.valid().get("valid-succeeded.json"));
    for (int i = 0; i < runs; i++) {
      RunFolder run = run(job, "r%04d".formatted(i));
      storage.write(run.runJson(), text);
    }
  }

  private void write(RunFolder run, RunRecord record) {
    storage.write(run.model("weights.bin"), "weights");
    storage.write(run.runJson(), RunRecordParser.toJson(record));
    new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
  }

  private static RunRecord record(RunFolder run, int day) {
    return RunRecord.begun(new RunIdentity(run.runId(), run.job(), 1, at(day)))
        .ended(Outcome.DONE, "", at(day));
  }

  private static Instant at(int day) {
    return Instant.EPOCH.plus(Duration.ofDays(day));
  }

  private RunFolder run(String job, String runId) {
    return new RunFolder(folder.toString(), job, runId);
  }
}
