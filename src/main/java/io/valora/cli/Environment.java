package io.valora.cli;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.job.NamedFile;
import io.valora.lease.Lease;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.Optional;

/**
 * The facts of one environment, which no job file holds.
 *
 * @param root the storage root that {@code --root} overrides
 * @param lease how long an attempt at a run may be silent before another takes it over
 */
record Environment(String root, Duration lease) {
  private static final String DEFAULT_ROOT = "./runs-data";

  static Environment read(Storage storage, Optional<String> file) {
    return file.map(name -> parse(name, new NamedFile(name).text(storage)))
        .orElse(new Environment(DEFAULT_ROOT, Lease.USUAL));
  }

  private static Environment parse(String name, String text) {
    Problems problems = new Problems(name);
    ConfigSection section = new ConfigSection(JobText.parse(name, text), problems);
    ConfigSection place = section.section("storage");
    Environment environment =
        new Environment(
            place.text("root", DEFAULT_ROOT),
            Duration.ofSeconds(place.wholeNumber("lease-seconds", Lease.USUAL.toSeconds(), 1)));
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return environment;
  }
}
