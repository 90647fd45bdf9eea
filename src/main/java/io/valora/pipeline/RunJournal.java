package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunOrigin;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps {@code run.json} up to date while a run gets on; what it says is on storage before the next
 * stage starts.
 */
final class RunJournal {
  private final Storage storage;
  private final RunPlan plan;
  private final long token;
  private RunRecord record;
  private boolean interrupted;

  /**
   * @param token of the attempt that works at the run
   */
  RunJournal(Storage storage, RunPlan plan, long token) {
    this.storage = storage;
    this.plan = plan;
    this.token = token;
    this.record = plan.record();
  }

  /** The record in the folder's {@code run.json}; empty when there is none. */
  static Optional<RunRecord> read(Storage storage, RunFolder folder) {
    return storage
        .textOf(folder.runJson())
        .map(text -> RunRecordParser.fromJson(folder.runJson(), text));
  }

  /** The record of a run that hasn't begun. */
  static RunRecord fresh(RunFolder folder, JobConfig config, Instant now) {
    return RunRecord.begun(new RunIdentity(folder.runId(), folder.job(), config.seed(), now))
        .withOrigin(new RunOrigin(config.resolved(), List.of(), CodeVersion.ofThisBuild().facts()));
  }

  /** The record of a run that an earlier attempt began, now with this configuration and code. */
  static RunRecord resumed(RunRecord earlier, JobConfig config) {
    RunIdentity was = earlier.identity();
    Map<String, String> environment = new LinkedHashMap<>(earlier.origin().environment());
    environment.putAll(CodeVersion.ofThisBuild().facts());
    return new RunRecord(
        new RunIdentity(was.runId(), was.job(), config.seed(), was.created()),
        earlier.progress(),
        earlier.origin().withConfig(config.resolved()).withEnvironment(environment),
        earlier.rows(),
        earlier.parameterHash(),
        earlier.metrics());
  }

  RunRecord record() {
    return record;
  }

  /** Writes the record as it stands. */
  void noted() {
    write(record);
  }

  /** A stage begins: it and the stages that build on it are no longer done. */
  void started(Stage stage) {
    RunProgress progress = record.progress();
    for (Stage later : Stage.values()) {
      progress = later.compareTo(stage) < 0 ? progress : progress.without(later.label());
    }
    RunAttempt attempt = new RunAttempt(token, Optional.of(plan.fingerprints().get(stage)));
    RunRecord begun =
        record.withProgress(progress.at(attempt)).entered(stage.label(), Instant.now());
    write(stage.compareTo(Stage.TRAIN) > 0 ? begun : begun.withParameterHash(Optional.empty()));
  }

  void finished(Stage stage, RunRecord after, double seconds) {
    write(
        after.finished(
            new FinishedStage(
                stage.label(),
                seconds,
                Instant.now(),
                Optional.of(plan.fingerprints().get(stage)))));
  }

  /** Notes what test shares with train. */
  void leak(Map<String, Long> counts) {
    write(record.withRows(record.rows().withLeak(counts)));
  }

  void succeeded() {
    write(record.ended(Outcome.DONE, "", Instant.now()));
  }

  /** Published, and not to become champion by itself. */
  void stopped(String message) {
    RunProgress progress = record.progress();
    write(record.withProgress(progress.published(Outcome.UNUSABLE_MODEL, message, Instant.now())));
  }

  /** Notes why the run ended; a failure to note it doesn't hide the one that is noted. */
  void failed(Throwable thrown) {
    Outcome outcome = JobException.in(thrown).map(JobException::outcome).orElse(Outcome.UNEXPECTED);
    String message =
        JobException.in(thrown)
            .map(Throwable::getMessage)
            .orElse(Secrets.masked(thrown.toString()));
    try {
      write(record.ended(outcome, message, Instant.now()));
    } catch (RuntimeException second) {
      thrown.addSuppressed(second);
    }
  }

  /** Notes that the process is being ended from outside; nothing is noted after it. */
  synchronized void interrupted() {
    write(
        record.ended(
            Outcome.INTERRUPTED,
            "Interrupted in stage %s (by SIGINT or SIGTERM; the same command goes on with the run)"
                .formatted(record.progress().stage()),
            Instant.now()));
    interrupted = true;
  }

  private synchronized void write(RunRecord next) {
    if (interrupted) {
      return;
    }
    RunAttempt attempt = new RunAttempt(token, next.progress().attempt().stageFingerprint());
    record = next.withProgress(next.progress().at(attempt));
    storage.write(plan.folder().runJson(), RunRecordParser.toJson(record));
  }
}
