package io.valora.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Content of a run's {@code run.json}. Each change is a new record.
 *
 * @param identity of the run
 * @param progress of the run
 * @param origin of the run: its configuration and inputs
 * @param rows accounting of its rows
 * @param parameterHash of the trained network; empty before training
 * @param metrics what was measured, in any shape; an empty object before the evaluation
 */
public record RunRecord(
    RunIdentity identity,
    RunProgress progress,
    RunOrigin origin,
    RunRows rows,
    Optional<String> parameterHash,
    JsonNode metrics) {
  /** The version of the format that is written and read. */
  public static final int FORMAT_VERSION = 1;

  public RunRecord {
    metrics = metrics.deepCopy();
  }

  /** A run that has just begun. */
  public static RunRecord begun(RunIdentity identity) {
    return new RunRecord(
        identity,
        RunProgress.begun(identity.created()),
        RunOrigin.EMPTY,
        RunRows.EMPTY,
        Optional.empty(),
        JsonNodeFactory.instance.objectNode());
  }

  /** A copy: what is changed in it stays there. */
  @Override
  public JsonNode metrics() {
    return metrics.deepCopy();
  }

  public RunRecord withProgress(RunProgress changed) {
    return new RunRecord(identity, changed, origin, rows, parameterHash, metrics);
  }

  public RunRecord withOrigin(RunOrigin changed) {
    return new RunRecord(identity, progress, changed, rows, parameterHash, metrics);
  }

  public RunRecord withRows(RunRows changed) {
    return new RunRecord(identity, progress, origin, changed, parameterHash, metrics);
  }

  public RunRecord withLedger(Ledger changed) {
    return withRows(rows.withLedger(changed));
  }

  public RunRecord withParameterHash(Optional<String> changed) {
    return new RunRecord(identity, progress, origin, rows, changed, metrics);
  }

  public RunRecord withMetrics(JsonNode changed) {
    return new RunRecord(identity, progress, origin, rows, parameterHash, changed);
  }

  /** In the given stage. */
  public RunRecord entered(String stage, Instant now) {
    return withProgress(progress.entered(stage, now));
  }

  /** With the given stage done. */
  public RunRecord finished(FinishedStage stage) {
    return withProgress(progress.finished(stage));
  }

  /** Ended with the given outcome. */
  public RunRecord ended(Outcome outcome, String message, Instant now) {
    return withProgress(progress.ended(outcome, message, now));
  }

  /** Whether the stage of that name is done. */
  public boolean isDone(String stage) {
    return progress.isDone(stage);
  }
}
