package io.valora.doctor;

import io.valora.job.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Scope of a check-up.
 *
 * @param tasks that a job may be of
 * @param jobFile a job's YAML, if one is to be checked
 * @param overrides {@code dotted.key=value} applied to it
 * @param root the storage root
 * @param patience how long executors may take to come and to answer
 */
public record CheckUp(
    List<Task> tasks,
    Optional<String> jobFile,
    List<String> overrides,
    String root,
    Duration patience) {
  public CheckUp {
    tasks = List.copyOf(tasks);
    overrides = List.copyOf(overrides);
  }
}
