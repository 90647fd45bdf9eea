package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.FinishedStage;
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
  private final RunFolder folder;
  private RunRecord record;

  RunJournal(Storage storage, RunFolder folder, RunRecord record) {
    this.storage = storage;
    this.folder = folder;
    this.record = record;
  }

  /** What {@code run.json} of the folder says, or empty when there is none. */
  static Optional<RunRecord> read(Storage storage, RunFolder folder) {
    return storage.exists(folder.runJson())
        ? Optional.of(
            RunRecordParser.fromJson(folder.runJson(), storage.readText(folder.runJson())))
        : Optional.empty();
  }

  /** The record of a run that hasn't begun. */
  static RunRecord fresh(RunFolder folder, JobConfig config, Instant now) {
    CodeVersion code = CodeVersion.ofThisBuild();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("valora", code.version());
    environment.put("commit", code.commit());
    environment.put("jvm", Runtime.version().toString());
    environment.put("spark", code.spark());
    environment.put("dl4j", code.dl4j());
    return RunRecord.begun(new RunIdentity(folder.runId(), folder.job(), config.seed(), now))
        .withOrigin(new RunOrigin(config.resolved(), List.of(), environment));
  }

  RunRecord record() {
    return record;
  }

  /** A stage begins: it and the stages that build on it are no longer done. */
  void started(Stage stage) {
    RunProgress progress = record.progress();
    for (Stage later : Stage.values()) {
      progress = later.compareTo(stage) < 0 ? progress : progress.without(later.label());
    }
    RunRecord begun = record.withProgress(progress).entered(stage.label(), Instant.now());
    write(stage.compareTo(Stage.TRAIN) > 0 ? begun : begun.withParameterHash(Optional.empty()));
  }

  void finished(Stage stage, RunRecord after, double seconds) {
    write(after.finished(new FinishedStage(stage.label(), seconds, Instant.now())));
  }

  void succeeded() {
    write(record.ended(Outcome.DONE, "", Instant.now()));
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

  private void write(RunRecord next) {
    record = next;
    storage.write(folder.runJson(), RunRecordParser.toJson(record));
  }
}
