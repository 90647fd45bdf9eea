package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.job.JobConfig;
import io.valora.job.Sources;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Optional;

/**
 * Validation of a job file.
 *
 * @param config what it says; empty when it says something wrong
 */
record JobCheck(Finding finding, Optional<JobConfig> config) {
  static JobCheck of(Storage storage, CheckUp checkUp) {
    String file = checkUp.jobFile().orElseThrow();
    try {
      JobConfig config = JobConfig.read(checkUp.tasks(), storage, file, checkUp.overrides());
      RunFolder nowhere = new RunFolder("/", config.job(), "doctor");
      int sources = Sources.resolve(storage, nowhere, config).size();
      String value =
          "%s is a valid job with %s"
              .formatted(
                  file, sources == 1 ? "1 source file" : "%,d source files".formatted(sources));
      return new JobCheck(Finding.ok("job", value), Optional.of(config));
    } catch (JobException e) {
      return new JobCheck(
          Finding.of("job", e, "mend the job file, or lay --set KEY=VALUE over it"),
          Optional.empty());
    }
  }
}
