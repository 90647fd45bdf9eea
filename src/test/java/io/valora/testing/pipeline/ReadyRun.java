package io.valora.testing.pipeline;

import io.valora.job.Stage;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.pipeline.LeasedRun;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.training.TrainingStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of {@code jobs/ratings.yaml} whose stages are light: their files hold a word each. */
public record ReadyRun(Storage storage, String root, String runId) {
  private static final List<Stage> ALL = List.of(Stage.values());

  public RunFolder folder() {
    return new RunFolder(root, "ratings", runId);
  }

  /** Leaves a run as an attempt does that died after its last stage. */
  public void doStages() {
    RunPlan plan = RunPlan.make(storage, request(), ALL);
    RunRecord record = plan.record();
    for (Stage stage : ALL) {
      Optional<String> fingerprint = Optional.of(plan.fingerprints().get(stage));
      record = record.finished(new FinishedStage(stage.label(), 1, Instant.EPOCH, fingerprint));
    }
    storage.write(folder().model("network.zip"), "weights of " + runId);
    storage.write(folder().evaluation("report.html"), "report of " + runId);
    storage.write(folder().recommendations("top-n/part-0.parquet"), "lists of " + runId);
    storage.write(folder().uri() + "/staging/half", "");
    storage.write(folder().runJson(), RunRecordParser.toJson(record));
  }

  /** What {@code valora run} does then; whether it was this attempt that published. */
  public boolean publish(Duration lease) {
    if (LeasedRun.isSettled(storage, RunPlan.make(storage, request(), ALL))) {
      return false;
    }
    try (LeasedRun run = LeasedRun.begin(storage, request(), ALL, lease)) {
      if (!run.plan().stages().isEmpty()) {
        throw new IllegalStateException("stages are left: " + run.plan().stages());
      }
      boolean first = !run.plan().published();
      run.publish();
      return first;
    }
  }

  /** What {@code valora predict} asks before it reads; throws unless the run is published. */
  public void read() {
    RunPlan.ofPublished(storage, request());
  }

  private RunRequest request() {
    return new RunRequest(
        Tasks.ALL,
        Optional.of("jobs/ratings.yaml"),
        root,
        Optional.of(runId),
        List.of(),
        TrainingStart.FRESH);
  }
}
