package io.valora.lineage;

import java.time.Instant;
import java.util.Optional;

/**
 * Snapshot of a run under way, as {@code progress.json} keeps it.
 *
 * @param runId unique among the runs of the job
 * @param state whether somebody works on it
 * @param exitCode of the command that ended; empty while it works
 * @param message what a user should know about the end; empty when there is nothing to say
 * @param stage the current or last stage; empty before the first
 * @param stageSeconds since that stage began
 * @param seconds since the command began
 * @param updated when this was so
 * @param training in a stage that trains, after its first averaging
 */
public record RunSnapshot(
    String job,
    String runId,
    RunState state,
    Optional<Integer> exitCode,
    String message,
    String stage,
    double stageSeconds,
    double seconds,
    Instant updated,
    Optional<TrainingProgress> training) {
  /** The version of the format that is written and read. */
  public static final int FORMAT_VERSION = 1;
}
