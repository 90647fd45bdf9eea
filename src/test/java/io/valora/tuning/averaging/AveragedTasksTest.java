package io.valora.tuning.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.TrainingHistory;
import io.valora.testing.FactorsJob;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import io.valora.training.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison trains what the run trained, whatever its task and its network. */
class AveragedTasksTest {
  @TempDir Path folder;

  @Test
  void factorsWithHistoryAndTablesOfUsersAndItems() throws IOException {
    assertOneShardIsTheRunsOwnTraining("factors", factors());
  }

  @Test
  void embeddingsOfUsersAndItems() throws IOException {
    String yaml =
        factors()
            .replace(
                "{kind: factors, factors: 4}",
                "{user-embedding-dimension: 4, item-embedding-dimension: 4, hidden: [8]}");
    assertOneShardIsTheRunsOwnTraining("factors", yaml);
  }

  @Test
  void reviews() throws IOException {
    String sample = sample("reviews", "400");
    String yaml = Files.readString(Path.of("jobs/reviews.yaml"));
    assertOneShardIsTheRunsOwnTraining(
        "reviews",
        yaml.replace("sample:reviews", sample)
            .replace("epochs: 30", "epochs: 3\n  shards: 1\n  class-weights: balanced")
            .concat("\nbaselines: []\n"));
  }

  @Test
  void monthsOfMarketing() throws IOException {
    String yaml = Files.readString(Path.of("jobs/marketing.yaml"));
    assertOneShardIsTheRunsOwnTraining(
        "marketing", yaml.replace("epochs: 100", "epochs: 5\n  refit: false"));
  }

  @Test
  void jobWithoutValidationIsRefusedBeforeAnythingStarts() throws IOException {
    assertRefused(
        "split: {kind: leave-last-out, validation-fraction: 0}",
        "Invalid split.validation-fraction: 0 (must be above 0, or training.early-stopping.enabled"
            + " false: early stopping needs validation rows)");
    assertRefused(
        "split: {kind: random, test-rows: 50, validation-rows: 0}",
        "Invalid split.validation-rows: 0 (must be above 0, or training.early-stopping.enabled false");
  }

  /** Trained once: neither a refit nor what orders lists is compared. */
  private String factors() throws IOException {
    return FactorsJob.in(folder)
        .replace("  epochs: 3\n", "  epochs: 3\n  refit: false\n")
        .replace("objective: ranking", "objective: stars")
        .replace("  ranking: {factors: 4, epochs: 2}\n", "");
  }

  private void assertRefused(String split, String message) throws IOException {
    String yaml = FactorsJob.in(folder).replace("split: {kind: leave-last-out}", split);
    SmallRuns runs = new SmallRuns(folder, "factors").withJobFile(yaml);

    ProgramRun refused = runs.averaging("one");

    assertThat(refused.err()).contains(message);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(folder.resolve("one")).doesNotExist();
  }

  /** The run's files are the same before and after, and the test part may as well be missing. */
  private void assertOneShardIsTheRunsOwnTraining(String job, String yaml) throws IOException {
    SmallRuns runs = new SmallRuns(folder, job).withJobFile(yaml);
    runs.trainedHash("one");
    FileUtils.deleteDirectory(runs.made("one").resolve("split/test").toFile());
    Map<String, Long> before = files(runs.made("one"));

    ProgramRun averaging = runs.averaging("one", "--shards", "2", "--averaging-frequency", "5");

    assertThat(averaging.err()).isEmpty();
    assertThat(averaging.code()).isZero();
    EpochRecord kept = keptEpoch(runs.made("one"));
    TrialResult reference = comparison(runs.made("one")).reference();
    assertThat(reference.bestEpoch()).isEqualTo(kept.epoch());
    assertThat(reference.validationMetric()).isEqualTo(kept.validation().metric());
    assertThat(reference.rows())
        .isEqualTo(history(runs.made("one")).epochs().stream().mapToLong(EpochRecord::rows).sum())
        .isPositive();
    assertThat(files(runs.made("one"))).isEqualTo(before);
    assertThat(runs.made("one").resolve("averaging")).isDirectoryNotContaining("glob:**staging");
  }

  private String sample(String name, String rows) {
    String file = folder.resolve("sample").toString();
    assertThat(ProgramRun.of("sample", name, "--out", file, "--rows", rows).code()).isZero();
    return file;
  }

  private static EpochRecord keptEpoch(Path run) throws IOException {
    TrainingHistory history = history(run);
    return history.epochs().stream()
        .filter(epoch -> epoch.epoch() == history.bestEpoch())
        .findFirst()
        .orElseThrow();
  }

  private static TrainingHistory history(Path run) throws IOException {
    return TrainingHistory.fromCsv(Files.readString(run.resolve("evaluation/history.csv")));
  }

  private static AveragingComparison comparison(Path run) throws IOException {
    return AveragingParser.parse(
        "averaging.json", Files.readString(run.resolve("averaging/averaging.json")));
  }

  /** When each file of the run was written, but those of the comparison. */
  private static Map<String, Long> files(Path run) throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(run.resolve("averaging"))) {
          files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
        }
      }
    }
    return files;
  }
}
