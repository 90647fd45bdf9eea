package io.valora.cli;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.storage.BoundedText;
import io.valora.storage.Storage;
import java.util.Optional;

/**
 * The facts of one environment, which no job file holds.
 *
 * @param root the storage root that {@code --root} overrides
 */
record Environment(String root) {
  private static final String DEFAULT_ROOT = "./runs-data";

  static Environment read(Storage storage, Optional<String> file) {
    return file.map(name -> parse(name, BoundedText.read(storage, name, JobText.MOST_CHARACTERS)))
        .orElse(new Environment(DEFAULT_ROOT));
  }

  private static Environment parse(String name, String text) {
    Problems problems = new Problems(name);
    ConfigSection section = new ConfigSection(JobText.parse(name, text), problems);
    Environment environment =
        new Environment(section.section("storage").text("root", DEFAULT_ROOT));
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return environment;
  }
}
