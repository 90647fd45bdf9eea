package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** How a run without a name gets one, and how a run is found by its name alone. */
final class RunNames {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private RunNames() {}

  /** Such as {@code 20260131-235959-001}; names sort by time. */
  static String at(Instant now) {
    return TIME.format(now);
  }

  /**
   * The folder of a run of whichever job.
   *
   * @throws JobException when no job, or more than one, has a run of that name
   */
  static RunFolder find(Storage storage, String root, String runId) {
    RunFolder.requireName("--run-id", runId);
    List<RunFolder> found = new ArrayList<>();
    for (String job : storage.names(root)) {
      if (RunFolder.isName(job)) {
        RunFolder folder = new RunFolder(root, job, runId);
        if (storage.exists(folder.runJson())) {
          found.add(folder);
        }
      }
    }
    if (found.size() != 1) {
      String must =
          found.isEmpty()
              ? "must be a run under " + root
              : "must be given with its job file: several jobs have it";
      throw JobException.invalid("--run-id", runId, must);
    }
    return found.get(0);
  }
}
