package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.gates.GateOverride;
import io.valora.job.Task;
import io.valora.pipeline.ChangedInputs;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.Storage;
import io.valora.training.TrainingStart;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that every stage takes. */
final class RunOptions {
  private static final Logger LOG = LoggerFactory.getLogger(RunOptions.class);

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job file; not needed when --run-id names a run that exists.")
  private String jobFile;

  @Mixin private PlaceOptions place;
  @Mixin private OverrideOptions overrides;
  @Mixin private TalkOptions talk;

  @Option(
      names = {"--run-id", "--run"},
      paramLabel = "ID",
      description =
          "Name of the run (default: the time). Without a job file also the path of its folder.")
  private String runId;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description =
          "Without a job file: the job of the run, where several jobs have one of its name.")
  private String job;

  @Option(
      names = "--logical-date",
      paramLabel = "DATE",
      description =
          "Names the run by the day it stands for, such as 2026-01-31, so that a retry is the same run.")
  private String logicalDate;

  @Option(
      names = "--resume",
      description =
          "With run or train, and --run-id: training resumes from its newest checkpoint, as it does by itself after an attempt that died in it.")
  private boolean resume;

  @Option(
      names = "--strict-inputs",
      description =
          "Ends with exit status 2 where files of a run that is published have changed, which is a warning else.")
  private boolean strictInputs;

  @Option(
      names = "--override",
      paramLabel = "RULE",
      description = "Makes the run champion though it fails this gate; repeatable, with --reason.")
  private List<String> gates = new ArrayList<>();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why gates are overridden; it stays in the history and on the report.")
  private String reason;

  /**
   * Gates that the run may fail.
   *
   * @param known all that it is held against
   */
  GateOverride gateOverride(List<String> known) {
    if (gates.isEmpty() && reason != null) {
      throw JobException.invalid("--reason", reason, "must stand beside --override");
    }
    return GateOverride.of(gates, reason == null ? "" : reason, known);
  }

  /**
   * Warns of files that have changed since a run read them.
   *
   * @throws JobException with --strict-inputs
   */
  void checkInputs(Storage storage, RunPlan published) {
    List<String> changed = ChangedInputs.of(storage, published.record().origin().inputs());
    if (changed.isEmpty()) {
      return;
    }
    String what =
        "%s has changed since run %s read it; its model is of what it was (another --run-id makes a new one)"
            .formatted(String.join(", ", changed), published.folder().runId());
    if (strictInputs) {
      throw new JobException(Outcome.INVALID_REQUEST, "Cannot keep the run: " + what);
    }
    LOG.warn(what);
  }

  /** Overrides of the job file; Spark's properties are {@link #sparkProperties()}. */
  public RunRequest request(List<Task> tasks, Environment environment) {
    return new RunRequest(
        tasks,
        Optional.ofNullable(jobFile),
        place.root(environment),
        runName(),
        overrides.ofJob(),
        resume ? TrainingStart.RESUME : TrainingStart.FRESH,
        Optional.ofNullable(job));
  }

  private Optional<String> runName() {
    if (logicalDate == null) {
      return Optional.ofNullable(runId);
    }
    if (runId != null) {
      throw JobException.invalid("--logical-date", logicalDate, "must not stand beside --run-id");
    }
    try {
      return Optional.of(LocalDate.parse(logicalDate).toString());
    } catch (DateTimeParseException e) {
      throw JobException.invalid(
          "--logical-date", logicalDate, "must be a date such as 2026-01-31");
    }
  }

  TalkOptions talk() {
    return talk;
  }

  List<String> sparkProperties() {
    return overrides.ofSpark();
  }

  Environment environment(Storage storage) {
    return place.environment(storage);
  }
}
