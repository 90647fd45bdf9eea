package io.valora.pipeline;

import io.valora.job.Task;
import io.valora.storage.RunFolder;
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
 * @param job of the run, where {@code runId} alone may not tell it
 */
public record RunRequest(
    List<Task> tasks,
    Optional<String> jobFile,
    String root,
    Optional<String> runId,
    List<String> overrides,
    TrainingStart start,
    Optional<String> job) {
  public RunRequest {
    tasks = List.copyOf(tasks);
    overrides = List.copyOf(overrides);
  }

  /** Without the name of the run's job. */
  public RunRequest(
      List<Task> tasks,
      Optional<String> jobFile,
      String root,
      Optional<String> runId,
      List<String> overrides,
      TrainingStart start) {
    this(tasks, jobFile, root, runId, overrides, start, Optional.empty());
  }

  /** Of a run that exists, as it is. */
  public static RunRequest ofRun(List<Task> tasks, String root, String runId) {
    return new RunRequest(
        tasks, Optional.empty(), root, Optional.of(runId), List.of(), TrainingStart.FRESH);
  }

  /** The same of a run of this name, where the request has none. */
  public RunRequest named(String usual) {
    return new RunRequest(
        tasks, jobFile, root, runId.or(() -> Optional.of(usual)), overrides, start, job);
  }

  /** The same of a run that is known. */
  public RunRequest ofRun(RunFolder run) {
    return new RunRequest(
        tasks,
        jobFile,
        run.root(),
        Optional.of(run.runId()),
        overrides,
        start,
        Optional.of(run.job()));
  }
}
