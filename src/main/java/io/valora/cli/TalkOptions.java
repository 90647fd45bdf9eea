package io.valora.cli;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Option;

/** Options of the amount and the form of a command's output. */
final class TalkOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on the error stream: warnings and errors alone.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Spark's own messages too, on the error stream.")
  private boolean verbose;

  @Option(names = "--json", description = "The last lines as one JSON object.")
  private boolean json;

  /** Sets the levels of the log; of both options --verbose wins. */
  void apply() {
    if (verbose) {
      Configurator.setRootLevel(Level.INFO);
      Configurator.setLevel("io.valora", Level.DEBUG);
    } else if (quiet) {
      Configurator.setLevel("io.valora", Level.WARN);
    }
  }

  boolean isQuiet() {
    return quiet && !verbose;
  }

  boolean isJson() {
    return json;
  }
}
