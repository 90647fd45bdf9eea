package io.valora.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Set;

/** Configuration of a finished run with which other files are read as the run's own were. */
final class ReadingConfig {
  private static final String INGEST = "ingest";

  /** Keys that another format leaves as they are. */
  private static final Set<String> OF_ANY_FORMAT =
      Set.of(
          "source",
          "test-source",
          "columns",
          "max-bad-fraction",
          "missing",
          "drop",
          "duplicates",
          "duplicate-key",
          "duplicate-time");

  private ReadingConfig() {}

  /**
   * The run's configuration with overrides of its section {@code ingest}.
   *
   * @param overrides {@code ingest.key=value}; with another format the run's layout is forgotten
   * @throws JobException when an override is of another section, or the keys don't fit
   */
  static JobConfig of(Storage storage, List<Task> tasks, RunFolder run, List<String> overrides) {
    for (String override : overrides) {
      if (!override.startsWith(INGEST + ".")) {
        throw JobException.invalid(
            "--set", override, "must be a key of ingest, or spark.*: the model is trained");
      }
    }
    ObjectNode config = resolved(storage, run);
    boolean otherFormat = overrides.stream().anyMatch(one -> one.startsWith(INGEST + ".format="));
    if (otherFormat && config.get(INGEST) instanceof ObjectNode ingest) {
      ingest.retain(OF_ANY_FORMAT);
    }
    JobText.override(config, overrides);
    JobConfig read = JobConfig.ofResolved(tasks, run.runJson(), config);
    if (read.ingest().table().isPresent()) {
      throw JobException.invalid(
          "--set",
          "none",
          "must be ingest.format=csv or another format of files: the run read a table");
    }
    return read;
  }

  /** The run's configuration as it is. */
  static JobConfig ofRun(Storage storage, List<Task> tasks, RunFolder run) {
    return JobConfig.ofResolved(tasks, run.runJson(), resolved(storage, run));
  }

  private static ObjectNode resolved(Storage storage, RunFolder run) {
    return (ObjectNode)
        RunRecordParser.fromJson(run.runJson(), storage.readText(run.runJson())).origin().config();
  }
}
