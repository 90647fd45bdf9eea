package io.valora.cli;

import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Streams of the command line: one for results, one for everything else, and one that is read.
 *
 * @param in rows from a file or a pipe; empty where a person types on a terminal
 * @param out results, fit for a pipe
 * @param err progress and errors
 * @param interactive whether a person looks at {@code err} on a terminal
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
  private static final int USUAL_COLUMNS = 80;

  /** Width of the terminal in characters, as the launcher found it. */
  public static int columns() {
    int found = Integer.getInteger("valora.columns", 0);
    return found > 0 ? found : USUAL_COLUMNS;
  }

  /** Colors for a terminal, none for a pipe. */
  Ansi ansi() {
    return interactive ? Ansi.ON : Ansi.OFF;
  }

  /** The process's own streams. */
  public static Console ofProcess() {
    boolean terminal = System.console() != null;
    boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("NO_COLOR") != null;
    return new Console(
        terminal ? InputStream.nullInputStream() : System.in,
        System.out,
        System.err,
        terminal && !dumb);
  }
}
