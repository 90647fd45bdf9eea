package io.valora.pipeline;

import io.valora.training.TrainingStart;
import java.util.List;
import java.util.Optional;

/**
 * Request for a run.
 *
 * @param jobFile the job's YAML; without one, {@code runId} names a run that exists
 * @param root the storage root
 * @param runId the run's name; a new one is made up from the time when absent
 * @param settings {@code dotted.key=value} laid over the job file
 * @param start whether training goes on from its checkpoints
 */
public record RunRequest(
    Optional<String> jobFile,
    String root,
    Optional<String> runId,
    List<String> settings,
    TrainingStart start) {
  public RunRequest {
    settings = List.copyOf(settings);
  }

  /** Of a run that exists, as it is. */
  public static RunRequest ofRun(String root, String runId) {
    return new RunRequest(
        Optional.empty(), root, Optional.of(runId), List.of(), TrainingStart.FRESH);
  }

  /** The same of a run whose name is known. */
  public RunRequest ofRun(String name) {
    return new RunRequest(jobFile, root, Optional.of(name), settings, start);
  }
}
