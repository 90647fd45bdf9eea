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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());
  private Runs runs;

  @BeforeEach
  void root() throws IOException {
    runs = new Runs(storage, folder.toString());
    Files.createDirectories(folder.resolve("my notes (old)"));
    publish(begin("ratings", "r1"));
    publish(begin("reviews", "r2"));
  }

  @Test
  void runIsFoundByItsNameAlone() {
    assertThat(runs.named("r2")).isEqualTo(run("reviews", "r2"));
    assertThat(runs.named("ratings", "r1")).isEqualTo(run("ratings", "r1"));
  }

  @Test
  void nameThatNoRunOrSeveralHaveIsRefused() {
    assertThatThrownBy(() -> runs.named("r9"))
        .hasMessage("Invalid --run-id: r9 (must be a run under %s)".formatted(folder));
    assertThatThrownBy(() -> runs.named("ratings", "r2"))
        .hasMessage("Invalid --run-id: r2 (must be a run of job ratings under %s)", folder);
    begin("reviews", "r1");
    assertThatThrownBy(() -> runs.named("r1"))
        .hasMessage(
            "Invalid --run-id: r1 (must come with --job, or be the path of the run's folder: jobs ratings, reviews have it)");
    assertThatThrownBy(() -> runs.named("../x"))
        .hasMessageStartingWith("Invalid --run-id: ../x (must be up to 128 letters");
  }

  @Test
  void runIsFoundByThePathOfItsFolder() {
    begin("reviews", "r1");
    for (String end : List.of("", "/")) {
      assertThat(runs.find(Optional.empty(), folder + "/ratings/runs/r1" + end).job())
          .isEqualTo("ratings");
    }
    assertThatThrownBy(() -> runs.find(Optional.empty(), folder + "/ratings/runs/r9"))
        .hasMessageStartingWith("Invalid --run-id: r9 (must be a run of job ratings under");
  }

  @Test
  void runThatFailedIsNoCandidateBesideASoundOne() {
    RunRecord failed =
        RunRecord.begun(new RunIdentity("r1", "reviews", 1, Instant.EPOCH))
            .ended(Outcome.DATA_REJECTED, "bad", Instant.EPOCH);
    storage.write(run("reviews", "r1").runJson(), RunRecordParser.toJson(failed));
    assertThat(runs.find(Optional.empty(), "r1")).isEqualTo(run("ratings", "r1"));
    assertThat(runs.find(Optional.of("reviews"), "r1")).isEqualTo(run("reviews", "r1"));
  }

  @Test
  void aliasNamesTheRunOfItsJob() {
    assertThatThrownBy(() -> runs.find(Optional.empty(), "champion"))
        .hasMessage(
            "Invalid --run-id: champion (must be a run, and no job under %s has a champion)"
                .formatted(folder));
    promote("ratings", "r1");
    assertThat(runs.find(Optional.empty(), "champion")).isEqualTo(run("ratings", "r1"));
    promote("reviews", "r2");
    assertThat(runs.find(Optional.of("reviews"), "champion")).isEqualTo(run("reviews", "r2"));
    assertThatThrownBy(() -> runs.find(Optional.empty(), "champion"))
        .hasMessage("Invalid --run-id: champion (must come with --job: one of ratings, reviews)");
  }

  @Test
  void championsAreThoseOfEachJobThatHasOne() {
    assertThat(runs.champions()).isEmpty();
    assertThat(runs.champion("reviews")).isEmpty();
    promote("reviews", "r2");
    promote("ratings", "r1");
    assertThat(runs.champions()).containsExactly(run("ratings", "r1"), run("reviews", "r2"));
    assertThat(runs.champion("reviews")).contains(run("reviews", "r2"));
    assertThat(new Runs(storage, folder + "/none").champions()).isEmpty();
  }

  @Test
  void publishedRunPasses() {
    runs.requirePublished(run("ratings", "r1"));
  }

  @Test
  void runThatIsNotPublishedIsRefused() {
    begin("ratings", "r3");
    assertThatThrownBy(() -> runs.requirePublished(run("ratings", "r3")))
        .hasMessage("Invalid --run-id: r3 (must be a run that is published)");
    assertThatThrownBy(() -> runs.requirePublished(run("ratings", "r9")))
        .hasMessage("Invalid --run-id: r9 (must be a run that is published)");
  }

  @Test
  void modelThatIsNotThePublishedOneIsRefused() {
    RunFolder run = run("ratings", "r1");
    storage.write(run.model("weights.bin"), "changed");
    assertThatThrownBy(() -> runs.requirePublished(run))
        .hasMessageStartingWith("Cannot read ")
        .hasMessageContaining("weights.bin: its bytes are not those that were published");
  }

  private RunFolder begin(String job, String runId) {
    RunFolder run = run(job, runId);
    storage.write(run.model("weights.bin"), "weights");
    write(run, record(run));
    return run;
  }

  private void publish(RunFolder run) {
    write(run, record(run).ended(Outcome.DONE, "", Instant.EPOCH));
    new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
  }

  private void promote(String job, String runId) {
    new ModelAlias(storage, run(job, runId)).promote(Instant.EPOCH, Lease.USUAL);
  }

  private void write(RunFolder run, RunRecord record) {
    storage.write(run.runJson(), RunRecordParser.toJson(record));
  }

  private static RunRecord record(RunFolder run) {
    return RunRecord.begun(new RunIdentity(run.runId(), run.job(), 1, Instant.EPOCH));
  }

  private RunFolder run(String job, String runId) {
    return new RunFolder(folder.toString(), job, runId);
  }
}
