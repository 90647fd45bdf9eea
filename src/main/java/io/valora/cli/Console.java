package io.valora.cli;

import java.io.PrintStream;

/**
 * Output streams of the command line: one for results, one for everything else.
 *
 * @param out results, fit for a pipe
 * @param err progress and errors
 * @param interactive whether a person looks at {@code err} on a terminal
 */
public record Console(PrintStream out, PrintStream err, boolean interactive) {
  /** The process's own streams. */
  public static Console ofProcess() {
    boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("NO_COLOR") != null;
    return new Console(System.out, System.err, System.console() != null && !dumb);
  }
}
