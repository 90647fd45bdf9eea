package io.valora.pipeline;

import io.valora.job.Task;
import io.valora.training.TrainingStart;
import java.util.List;
import java.util.Optional;

/**
 * Request for a run.
 *
 * @param tasks that a job may be of
 * @param jobFile the job's YAML; without one, {@code runId} names a run that exists
 * @param root the storage root
 * @param runId the run's name; a new one is derived from the time when absent
 * @param overrides {@code dotted.key=value} applied to the job file
 * @param start whether training resumes from its checkpoints
 */
public record RunRequest(
    List<Task> tasks,
    Optional<String> jobFile,
    String root,
    Optional<String> runId,
    List<String> overrides,
    TrainingStart start) {
  public RunRequest {
    tasks = List.copyOf(tasks);
    overrides = List.copyOf(overrides);
  }

  /** Of a run that exists, as it is. */
  public static RunRequest ofRun(List<Task> tasks, String root, String runId) {
    return new RunRequest(
        tasks, Optional.empty(), root, Optional.of(runId), List.of(), TrainingStart.FRESH);
  }

  /** The same of a run whose name is known. */
  public RunRequest ofRun(String name) {
    return new RunRequest(tasks, jobFile, root, Optional.of(name), overrides, start);
  }
}
