package io.valora.monitoring;

import io.valora.job.JobConfig;
import io.valora.monitoring.drift.DriftRule;
import io.valora.storage.RunFolder;
import java.util.List;
import java.util.Optional;

/**
 * Request to compare later rows with those that a run was trained on.
 *
 * @param run published
 * @param config of the run; its section {@code ingest} says how files are read
 * @param rows where they are
 * @param days how they are parted by days
 * @param output folder of the results
 */
public record MonitorRequest(
    RunFolder run, JobConfig config, Source rows, Days days, String output, DriftRule rule) {
  /** Source of monitored rows. */
  public sealed interface Source permits Files, Log {}

  /**
   * Tables, which are asked of the model.
   *
   * @param files files, folders or globs
   */
  public record Files(List<String> files) implements Source {
    public Files {
      files = List.copyOf(files);
    }
  }

  /**
   * The prediction log of the service.
   *
   * @param folder of days with JSON lines
   * @param feedback folder of what the service was sent; empty where another log is read
   * @param labels files or tables of true answers beside it
   */
  public record Log(String folder, Optional<String> feedback, List<String> labels)
      implements Source {
    public Log {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Parting by days.
   *
   * @param byDay whether there is any; a log always is
   * @param column with the day of a row of a table; empty for the one declared column of times
   */
  public record Days(boolean byDay, Optional<String> column) {}
}
