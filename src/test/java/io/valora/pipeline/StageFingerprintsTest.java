package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.tasks.rating.RatingTask;
import io.valora.training.TrainingStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageFingerprintsTest {
  private static final CodeVersion CODE = new CodeVersion("1", "abc", "3.5.5", "M2.1");
  private static final Map<Stage, String> INPUTS =
      Map.of(Stage.INGEST, "file:/ratings.csv 100 2026-01-01T00:00:00Z\n");

  @ParameterizedTest
  @CsvSource({
    "ingest.max-bad-fraction=0.06, INGEST",
    "split.test-fraction=0.3, SPLIT",
    "seed=7, SPLIT",
    "network.penalty=0.02, TRAIN",
    "features.min-count=2, TRAIN",
    "training.epochs=7, TRAIN",
    "recommend.objective=ranking, TRAIN",
    "evaluation.k=5, EVALUATE",
    "baselines.als.rank=7, EVALUATE",
    "recommend.top-n=7, RECOMMEND"
  })
  void changedSettingChangesItsStageAndAllLaterOnes(String setting, Stage first) {
    Map<Stage, String> before = fingerprints();
    Map<Stage, String> after = StageFingerprints.of(config(setting), CODE, INPUTS);
    for (Stage stage : Stage.values()) {
      assertThat(after.get(stage).equals(before.get(stage)))
          .as("%s is the same", stage)
          .isEqualTo(stage.compareTo(first) < 0);
    }
  }

  @Test
  void mirrorOfTheRunChangesNone() {
    assertThat(StageFingerprints.of(config("tracking.mlflow.experiment=a"), CODE, INPUTS))
        .isEqualTo(fingerprints());
  }

  @Test
  void otherFilesAndOtherCodeChangeAll() {
    CodeVersion other = new CodeVersion("1", "abd", "3.5.5", "M2.1");
    assertThat(StageFingerprints.of(config(), other, INPUTS).values())
        .doesNotContainAnyElementsOf(fingerprints().values());
    assertThat(StageFingerprints.of(config(), CODE, Map.of()).values())
        .doesNotContainAnyElementsOf(fingerprints().values());
    assertThat(StageFingerprints.of(config(), CODE, INPUTS)).isEqualTo(fingerprints());
  }

  @Test
  void otherWordVectorsChangeTheTraining(@TempDir Path folder) throws IOException {
    Path vectors = Files.writeString(folder.resolve("vectors.txt"), "good 0.5 1\n");
    Storage storage = new Storage(new Configuration());
    List<String> settings =
        List.of(
            "network={kind: embedding-average, embedding-dimension: 2}",
            "features.text.vectors={source: %s}".formatted(vectors));
    JobConfig config = JobConfig.read(Tasks.ALL, storage, "jobs/reviews.yaml", settings);
    Map<Stage, String> before = StageFingerprints.of(storage, config);
    Files.writeString(vectors, "good 0.25 1\n");
    Map<Stage, String> after = StageFingerprints.of(storage, config);
    assertThat(after.get(Stage.SPLIT)).isEqualTo(before.get(Stage.SPLIT));
    assertThat(after.get(Stage.TRAIN)).isNotEqualTo(before.get(Stage.TRAIN));
  }

  @Test
  void keyThatNobodyAssignedToAStageMattersToAll() {
    assertThat(StageFingerprints.firstStage("anything.new")).isEqualTo(Stage.INGEST);
    assertThat(StageFingerprints.firstStage("features.columns[0].name")).isEqualTo(Stage.TRAIN);
    assertThat(StageFingerprints.firstStage("recommend.ranking.epochs")).isEqualTo(Stage.TRAIN);
  }

  @Test
  void stagesAreKeptUpToTheFirstThatChanged() {
    Map<Stage, String> before = fingerprints();
    Map<Stage, String> after = StageFingerprints.of(config("training.epochs=7"), CODE, INPUTS);
    RunRecord kept = ReusableStages.keep(done(before, Stage.values()), after, new RatingTask());
    assertThat(kept.progress().stages())
        .extracting(FinishedStage::name)
        .containsExactly("ingest", "split");
  }

  @Test
  void stagesBehindOneThatIsMissingOrHasNoFingerprintAreNotKept() {
    Map<Stage, String> prints = fingerprints();
    RunRecord gap = done(prints, Stage.INGEST, Stage.TRAIN);
    assertThat(ReusableStages.keep(gap, prints, new RatingTask()).progress().stages()).hasSize(1);
    RunRecord old = done(prints).finished(new FinishedStage("ingest", 1, Instant.EPOCH));
    assertThat(ReusableStages.keep(old, prints, new RatingTask()).progress().stages()).isEmpty();
  }

  @Test
  void trainingGoesOnOnlyAfterADeathOrFailureInTheSameTraining() {
    Map<Stage, String> prints = fingerprints();
    RunRecord died = in(Stage.TRAIN, prints);
    assertThat(start(died, prints)).isEqualTo(TrainingStart.RESUME);
    assertThat(start(died.ended(Outcome.UNEXPECTED, "", Instant.EPOCH), prints))
        .isEqualTo(TrainingStart.RESUME);
    assertThat(start(died.ended(Outcome.UNUSABLE_MODEL, "", Instant.EPOCH), prints))
        .isEqualTo(TrainingStart.FRESH);
    assertThat(start(in(Stage.SPLIT, prints), prints)).isEqualTo(TrainingStart.FRESH);
    Map<Stage, String> changed = StageFingerprints.of(config("training.epochs=7"), CODE, INPUTS);
    assertThat(start(died, changed)).isEqualTo(TrainingStart.FRESH);
    assertThat(start(died.finished(new FinishedStage("train", 1, Instant.EPOCH)), prints))
        .isEqualTo(TrainingStart.FRESH);
  }

  private static TrainingStart start(RunRecord earlier, Map<Stage, String> prints) {
    return ReusableStages.startOfTraining(earlier, prints, TrainingStart.FRESH);
  }

  private static RunRecord in(Stage stage, Map<Stage, String> prints) {
    RunRecord record = done(prints, Stage.INGEST, Stage.SPLIT);
    RunAttempt attempt = new RunAttempt(1, Optional.of(prints.get(stage)));
    return record.withProgress(record.progress().at(attempt)).entered(stage.label(), Instant.EPOCH);
  }

  private static RunRecord done(Map<Stage, String> prints, Stage... stages) {
    RunRecord record = RunRecord.begun(new RunIdentity("r1", "ratings", 42, Instant.EPOCH));
    for (Stage stage : stages) {
      record =
          record.finished(
              new FinishedStage(stage.label(), 1, Instant.EPOCH, Optional.of(prints.get(stage))));
    }
    return record;
  }

  private static Map<Stage, String> fingerprints() {
    return StageFingerprints.of(config(), CODE, INPUTS);
  }

  private static JobConfig config(String... settings) {
    return JobConfig.read(
        Tasks.ALL, new Storage(new Configuration()), "jobs/ratings.yaml", List.of(settings));
  }
}
