package io.valora.cli;

import io.valora.base.JobException;
import io.valora.pipeline.RunRequest;
import io.valora.training.TrainingStart;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that every stage takes. */
final class RunOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job file; not needed when --run-id names a run that exists.")
  private String jobFile;

  @Option(
      names = "--root",
      paramLabel = "URI",
      description =
          "Storage root (default: the environment file's storage.root, else ./runs-data).")
  private String root;

  @Option(
      names = {"--run-id", "--run"},
      paramLabel = "ID",
      description = "Name of the run (default: the time).")
  private String runId;

  @Option(
      names = "--logical-date",
      paramLabel = "DATE",
      description =
          "Names the run by the day it stands for, such as 2026-01-31, so that a retry is the same run.")
  private String logicalDate;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a dotted key of the job file, or a spark.* property; repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--resume",
      description =
          "With run or train, and --run-id: training goes on from its newest checkpoint, as it does by itself after an attempt that died in it.")
  private boolean resume;

  @Option(
      names = "--environment",
      paramLabel = "FILE",
      defaultValue = "${env:VALORA_ENVIRONMENT}",
      description = "YAML with the facts of this environment (default: $VALORA_ENVIRONMENT).")
  private String environmentFile;

  /** Those that name a run that exists; any may be null. */
  static RunOptions of(String root, String runId, String environmentFile) {
    RunOptions options = new RunOptions();
    options.root = root;
    options.runId = runId;
    options.environmentFile = environmentFile;
    return options;
  }

  /** The job's own settings; Spark's are {@link #sparkSettings()}. */
  RunRequest request(Environment environment) {
    return new RunRequest(
        Optional.ofNullable(jobFile),
        Optional.ofNullable(root).orElse(environment.root()),
        runName(),
        settings.stream().filter(setting -> !setting.startsWith("spark.")).toList(),
        resume ? TrainingStart.RESUME : TrainingStart.FRESH);
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

  List<String> sparkSettings() {
    return settings.stream().filter(setting -> setting.startsWith("spark.")).toList();
  }

  Optional<String> environmentFile() {
    return Optional.ofNullable(environmentFile).filter(file -> !file.isBlank());
  }
}
