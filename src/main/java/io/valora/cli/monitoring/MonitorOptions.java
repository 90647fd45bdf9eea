package io.valora.cli.monitoring;

import io.valora.base.JobException;
import io.valora.job.JobConfig;
import io.valora.monitoring.MonitorRequest;
import io.valora.monitoring.MonitorRequest.Days;
import io.valora.monitoring.MonitorRequest.Files;
import io.valora.monitoring.MonitorRequest.Log;
import io.valora.monitoring.MonitorRequest.Source;
import io.valora.monitoring.drift.DriftRule;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of a monitoring: model, rows, days, rule and destination. */
final class MonitorOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "champion",
      description =
          "The published run: its name or a beginning of it, the path of its folder, champion,"
              + " champion@2026-01-31, challenger, previous or latest (default: champion).")
  private String run;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "The job of the run, where several jobs have it.")
  private String job;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "A file, folder or glob that score reads; repeatable. Without it the prediction log of the"
              + " job's service is read.")
  private List<String> inputs = List.of();

  @Option(
      names = "--log",
      paramLabel = "FOLDER",
      description =
          "Another prediction log: a folder of days with JSON lines, whose labels are those of --labels"
              + " alone.")
  private String log;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "True answers to a prediction log beside those that the service was sent: a file or a table"
              + " as feedback join reads it; repeatable. With --input they are in the column that the"
              + " job predicts.")
  private List<String> labels = List.of();

  @Option(
      names = "--by",
      paramLabel = "day",
      description = "Judges each day apart, in UTC; a prediction log always is.")
  private String by;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "With --by day: the column of the time or the ISO date of a row (default: the one column of"
              + " times that the job declares).")
  private String time;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "The folder of the results (default: JOB/monitoring/RUN below the root).")
  private String output;

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      description = "Share of quiet days with an alarm (default: 0.01).")
  private double falseAlarms = DriftRule.USUAL.falseAlarms();

  @Option(
      names = "--floor",
      paramLabel = "INDEX",
      description = "Stability index up to which a difference doesn't matter (default: 0.01).")
  private double floor = DriftRule.USUAL.floor();

  String run() {
    return run;
  }

  Optional<String> job() {
    return Optional.ofNullable(job);
  }

  boolean isLog() {
    return inputs.isEmpty();
  }

  /**
   * @param folder of the run
   * @throws JobException when an option isn't what it must be
   */
  MonitorRequest request(Storage storage, RunFolder folder, JobConfig config) {
    requireValid();
    String target =
        Optional.ofNullable(output)
            .orElseGet(
                () -> "%s/%s/monitoring/%s".formatted(folder.root(), folder.job(), folder.runId()));
    return new MonitorRequest(
        folder,
        config,
        source(folder),
        new Days(by != null, Optional.ofNullable(time)),
        storage.absolute(target),
        new DriftRule(falseAlarms, floor));
  }

  private Source source(RunFolder folder) {
    if (!isLog()) {
      return new Files(inputs);
    }
    String served = "%s/%s/served".formatted(folder.root(), folder.job());
    return log == null
        ? new Log(served + "/predictions", Optional.of(served + "/feedback"), labels)
        : new Log(log, Optional.empty(), labels);
  }

  private void requireValid() {
    if (log != null && !inputs.isEmpty()) {
      throw JobException.invalid("--log", log, "must be left out with --input");
    }
    if (!labels.isEmpty() && !inputs.isEmpty()) {
      throw JobException.invalid(
          "--labels",
          labels.get(0),
          "must be left out with --input: a table has its labels in the column that the job"
              + " predicts");
    }
    if (by != null && !by.equals("day")) {
      throw JobException.invalid("--by", by, "must be day");
    }
    if (time != null && (by == null || isLog())) {
      throw JobException.invalid("--time", time, "must come with --input and --by day");
    }
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw JobException.invalid("--false-alarms", falseAlarms, "must be above 0 and below 1");
    }
    if (!(floor >= 0 && floor < Double.MAX_VALUE)) {
      throw JobException.invalid("--floor", floor, "must be at least 0");
    }
  }
}
