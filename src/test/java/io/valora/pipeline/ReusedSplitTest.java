package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.Stage;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.InputFile;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.registry.Pruning;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.training.TrainingStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReusedSplitTest {
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());
  private Path ratings;

  @BeforeEach
  void writeInput() throws IOException {
    ratings = folder.resolve("ratings.csv");
    Files.writeString(ratings, "user,item,rating\nu,i,3\n");
    Files.setLastModifiedTime(ratings, FileTime.from(WRITTEN));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        job: same
        task: rating
        ingest:
          source: %s
          columns:
            - {name: user}
            - {name: item}
            - {name: rating, type: double}
        """
            .formatted(ratings));
  }

  @Test
  void aSecondTrySharesRowsAndSplitsOfTheFirst() {
    splitRun("a");
    RunPlan plan = reused("training.epochs=7");

    assertThat(plan.stages()).containsExactly(Stage.TRAIN, Stage.EVALUATE, Stage.RECOMMEND);
    assertThat(plan.record().isDone("split")).isTrue();
    assertThat(plan.record().origin().inputs()).hasSize(1);
    assertThat(storage.readText(plan.folder().split("train") + "/part-0")).isEqualTo("rows");
    assertThat(storage.readText(plan.folder().typed() + "/part-0")).isEqualTo("rows");
  }

  @Test
  void theCopyOutlivesTheFirst() {
    splitRun("a");
    RunPlan plan = reused("training.epochs=7");
    prune("a");

    assertThat(storage.names(plan.folder().root() + "/same/runs")).doesNotContain("a");
    assertThat(storage.readText(plan.folder().split("train") + "/part-0")).isEqualTo("rows");
    assertThat(storage.readText(plan.folder().typed() + "/part-0")).isEqualTo("rows");
  }

  @Test
  void whatIsRemovedMeanwhileIsReadAnew() {
    splitRun("a");
    RunPlan plan = plan("b", List.of("training.epochs=7"));
    Storage slow = storage.guardedBy(() -> prune("a"));

    assertThat(new ReusedSplit(slow).of(plan)).isEqualTo(plan);
    assertThat(storage.find(plan.folder().uri())).isEmpty();
  }

  @Test
  void whatIsRemovedBetweenTwoFoldersIsReadAnew() {
    splitRun("a");
    RunPlan plan = plan("b", List.of("training.epochs=7"));
    AtomicInteger changes = new AtomicInteger();
    Storage slow =
        storage.guardedBy(
            () -> {
              if (changes.incrementAndGet() == 4) {
                prune("a");
              }
            });

    assertThat(new ReusedSplit(slow).of(plan)).isEqualTo(plan);
    assertThat(storage.find(plan.folder().uri())).isEmpty();
  }

  private void prune(String runId) {
    RunFolder run = plan(runId, List.of()).folder();
    if (storage.exists(run.runJson())) {
      Duration lease = Duration.ofMinutes(1);
      assertThat(new Pruning(storage, run.root(), run.job(), lease).remove(run)).isEmpty();
    }
  }

  @Test
  void aTouchIsNoChangeAndOtherBytesAre() throws IOException {
    splitRun("a");
    Files.setLastModifiedTime(ratings, FileTime.from(WRITTEN.plus(Duration.ofDays(1))));
    assertThat(reused("seed=42").stages()).doesNotContain(Stage.INGEST, Stage.SPLIT);
    assertThat(changed()).isEmpty();

    Files.writeString(ratings, "user,item,rating\nu,i,4\n");
    assertThat(reused("seed=42").stages()).startsWith(Stage.INGEST, Stage.SPLIT);
    assertThat(changed()).containsExactly("file:" + ratings);
  }

  @Test
  void otherSettingsAreReadAnew() {
    splitRun("a");
    assertThat(reused("seed=7").stages()).startsWith(Stage.INGEST, Stage.SPLIT);
    assertThat(reused("ingest.max-bad-fraction=0.2").stages())
        .startsWith(Stage.INGEST, Stage.SPLIT);
  }

  private List<String> changed() {
    RunFolder run = plan("a", List.of()).folder();
    return ChangedInputs.of(storage, RunJournal.read(storage, run).orElseThrow().origin().inputs());
  }

  private RunPlan reused(String override) {
    return new ReusedSplit(storage).of(plan("b", List.of(override)));
  }

  private RunPlan plan(String runId, List<String> overrides) {
    RunRequest request =
        new RunRequest(
            Tasks.ALL,
            Optional.of(folder.resolve("job.yaml").toString()),
            folder.resolve("root").toString(),
            Optional.of(runId),
            overrides,
            TrainingStart.FRESH);
    return RunPlan.make(storage, request, List.of(Stage.values()));
  }

  /** A run whose ingest and split are done. */
  private void splitRun(String runId) {
    RunPlan plan = plan(runId, List.of());
    String address = storage.find(ratings.toString()).get(0).uri();
    InputFile input =
        new InputFile(
            address, ratings.toFile().length(), storage.sha256(address), storage.modified(address));
    Map<Stage, String> fingerprints = StageFingerprints.of(storage, plan.config());
    RunRecord record = plan.record();
    record = record.withOrigin(record.origin().withInputs(new ArrayList<>(List.of(input))));
    for (Stage stage : List.of(Stage.INGEST, Stage.SPLIT)) {
      record =
          record.finished(
              new FinishedStage(stage.label(), 1, WRITTEN, Optional.of(fingerprints.get(stage))));
    }
    storage.write(plan.folder().runJson(), RunRecordParser.toJson(record));
    storage.write(plan.folder().typed() + "/part-0", "rows");
    storage.write(plan.folder().split("train") + "/part-0", "rows");
  }
}
