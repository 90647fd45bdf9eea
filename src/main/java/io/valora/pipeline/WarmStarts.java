package io.valora.pipeline;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.config.DottedKeys;
import io.valora.job.JobConfig;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.lineage.WarmStart;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Choice of the run whose weights a training begins with, checked before Spark starts. */
final class WarmStarts {
  private static final String KEY = "training.warm-start";
  private static final JsonPointer POINTER = JsonPointer.compile("/training/warm-start");

  /** Keys that decide whether a row was learned, beside those of the task. */
  private static final List<String> ROWS = List.of("task", "ingest.columns", "split");

  private final Storage storage;
  private final RunFolder folder;
  private final JobConfig config;

  WarmStarts(Storage storage, RunFolder folder, JobConfig config) {
    this.storage = storage;
    this.folder = folder;
    this.config = config;
  }

  /**
   * The record with the chosen run: what an earlier attempt chose stays, whichever run is champion
   * by now.
   *
   * @param earlier record of that attempt
   * @throws JobException when the job names a run that can't be begun with
   */
  RunRecord of(RunRecord record, Optional<RunRecord> earlier) {
    boolean same = earlier.filter(found -> asked(found).equals(asked(record))).isPresent();
    return same
        ? record
        : record.withOrigin(
            record.origin().withWarmStart(config.warmStart().flatMap(this::chosen)));
  }

  private static JsonNode asked(RunRecord record) {
    return record.origin().config().at(POINTER);
  }

  private Optional<WarmStart> chosen(String name) {
    if (name.equals(JobConfig.CHAMPION)) {
      return new Runs(storage, folder.root()).champion(config.job()).map(this::checked);
    }
    if (!RunFolder.isName(name)) {
      throw invalid("must be none, champion or the name of a run");
    }
    return Optional.of(checked(new RunFolder(folder.root(), config.job(), name)));
  }

  private WarmStart checked(RunFolder run) {
    RunRecord record =
        RunJournal.read(storage, run)
            .filter(found -> found.progress().status() == RunStatus.SUCCEEDED)
            .orElseThrow(
                () ->
                    invalid(
                        "must be none, champion or a published run of job %s under %s"
                            .formatted(config.job(), folder.root())));
    List<String> others =
        DottedKeys.differences(record.origin().config(), config.resolved()).stream()
            .filter(this::matters)
            .toList();
    if (!others.isEmpty()) {
      throw invalid(
          "must be none once: run %s differs in %s"
              .formatted(run.runId(), String.join(", ", others)));
    }
    if (!storage.exists(run.warmStart(""))) {
      throw invalid(
          "must be none once: run %s kept no weights to begin with".formatted(run.runId()));
    }
    return new WarmStart(run.runId(), record.parameterHash().orElseThrow());
  }

  private boolean matters(String key) {
    return Stream.concat(ROWS.stream(), config.taskConfig().warmStartKeys().stream())
        .anyMatch(
            part -> key.equals(part) || key.startsWith(part + ".") || key.startsWith(part + "["));
  }

  private JobException invalid(String must) {
    return JobException.invalid(KEY, config.warmStart().orElseThrow(), must);
  }
}
