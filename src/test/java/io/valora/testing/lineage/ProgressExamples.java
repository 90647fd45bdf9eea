package io.valora.testing.lineage;

import io.valora.lineage.RunSnapshot;
import io.valora.lineage.RunSnapshotParser;
import io.valora.lineage.RunState;
import io.valora.lineage.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the golden files of {@code progress.json}: run it after a change of the format. */
public final class ProgressExamples {
  public static final Path FOLDER = Path.of("src/test/resources/golden/progress-json");
  private static final Instant UPDATED = Instant.parse("2026-01-31T06:00:42.500Z");

  private ProgressExamples() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, RunSnapshot> file : valid().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), RunSnapshotParser.toJson(file.getValue()));
    }
  }

  public static Map<String, RunSnapshot> valid() {
    Map<String, RunSnapshot> files = new LinkedHashMap<>();
    files.put("reading.json", snapshot(RunState.RUNNING, Optional.empty(), "", "ingest", null));
    files.put(
        "training.json",
        snapshot(
            RunState.RUNNING,
            Optional.empty(),
            "",
            "train",
            new TrainingProgress(3, 20, 5, 12, 125_000, 0.81, 0.9, 0.95)));
    files.put(
        "first-epoch.json",
        snapshot(
            RunState.RUNNING,
            Optional.empty(),
            "",
            "train",
            new TrainingProgress(1, 20, 1, 12, Double.NaN, Double.NaN, Double.NaN, Double.NaN)));
    files.put("done.json", snapshot(RunState.DONE, Optional.of(0), "", "recommend", null));
    files.put(
        "failed.json",
        snapshot(
            RunState.FAILED,
            Optional.of(3),
            "Cannot train: the train split has no rows",
            "train",
            null));
    return files;
  }

  private static RunSnapshot snapshot(
      RunState state,
      Optional<Integer> code,
      String message,
      String stage,
      TrainingProgress training) {
    return new RunSnapshot(
        "ratings",
        "2026-01-31",
        state,
        code,
        message,
        stage,
        2.5,
        42.125,
        UPDATED,
        Optional.ofNullable(training));
  }
}
