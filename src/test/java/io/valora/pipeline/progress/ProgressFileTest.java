package io.valora.pipeline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.Stage;
import io.valora.lineage.RunSnapshot;
import io.valora.lineage.RunSnapshotParser;
import io.valora.lineage.RunState;
import io.valora.lineage.TrainingProgress;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One small run, and what its progress.json and Spark's jobs said. */
@Timeout(180)
class ProgressFileTest {
  @TempDir static Path folder;
  private static SmallRuns runs;

  @BeforeAll
  static void sampleIsThere() throws IOException {
    LocalSpark.session();
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun.of(
        "sample", "ratings", "--out", sample, "--rows", "2000", "--users", "100", "--items", "30");
    runs =
        new SmallRuns(folder, "ratings")
            .withJobFile(
                Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample));
  }

  @Test
  void everyJobOfSparkSaysWhatItIsPartOfAndTheFileHowItEnded() {
    List<Properties> started = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            started.add(job.properties());
          }
        };
    ProgramRun run;
    try (var session = LocalSpark.session()) {
      session.sparkContext().addSparkListener(listener);
      run =
          runs.run(
              "whole",
              "--set",
              "training.epochs=2",
              "--set",
              "training.averaging-frequency=4",
              "--set",
              "training.shards=2",
              "--set",
              "training.batch-size=64",
              "--set",
              "training.refit=false",
              "--set",
              "baselines.include=[item-mean]",
              "--set",
              "baselines.ranking=[]",
              "--set",
              "evaluation.bootstrap-samples=0");
    }
    assertThat(run.err()).isEmpty();

    assertThat(started)
        .filteredOn(job -> "ratings r1 train".equals(job.getProperty("spark.jobGroup.id")))
        .extracting(job -> job.getProperty("spark.job.description"))
        .contains(Stage.TRAIN.description(), "After 2 epochs");
    assertThat(started)
        .extracting(job -> job.getProperty("spark.jobGroup.id"))
        .contains("ratings r1 ingest", "ratings r1 split", "ratings r1 evaluate");
    RunSnapshot end = progress("whole");
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(end.exitCode()).contains(0);
    assertThat(end.stage()).isEqualTo("recommend");
    assertThat(end.seconds()).isGreaterThanOrEqualTo(end.stageSeconds());
    assertThat(end.training()).isEmpty();
  }

  @Test
  void runThatFailsSaysSoAndWhy() {
    ProgramRun run = runs.run("failed", "--set", "network.factors=500000");

    assertThat(run.code()).isEqualTo(6);
    RunSnapshot end = progress("failed");
    assertThat(end.state()).isEqualTo(RunState.FAILED);
    assertThat(end.exitCode()).contains(6);
    assertThat(end.stage()).isEqualTo("train");
    assertThat(end.message()).startsWith("Cannot train: ");
  }

  @Test
  void trainingIsOnStorageWithinSeconds() throws InterruptedException {
    Storage storage = new Storage(new Configuration());
    RunFolder run = new RunFolder(folder.resolve("told").toString(), "ratings", "r1");
    try (ProgressFile file = new ProgressFile(storage, run)) {
      file.stageStarted(Stage.TRAIN);
      assertThat(progress("told").stage()).isEqualTo("train");
      file.averaged(1, 20, 12, 12);
      file.epochFinished(
          new EpochRecord(1, new EpochMetrics(0.8, 0.9), new EpochMetrics(0.85, 0.95), 1000, 0.5),
          20);
      file.averaged(2, 20, 5, 12);
      while (progress("told").training().isEmpty()) {
        Thread.sleep(100);
      }
      assertThat(progress("told").training())
          .contains(new TrainingProgress(2, 20, 5, 12, 2000, 0.8, 0.85, 0.95));
      file.stageFinished(Stage.TRAIN, 1, "");
      assertThat(progress("told").state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void fileThatCannotBeWrittenDoesNotEndARun() throws IOException {
    Storage storage = new Storage(new Configuration());
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    try (ProgressFile file =
        new ProgressFile(storage, new RunFolder(blocked.toString(), "ratings", "r1"))) {
      file.stageStarted(Stage.TRAIN);
      file.stageFinished(Stage.TRAIN, 1, "");
    }
    assertThat(blocked).isEmptyFile();
  }

  private static RunSnapshot progress(String root) {
    try {
      return RunSnapshotParser.fromJson(
          "r1", Files.readString(runs.made(root).resolve("progress.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
