package io.valora.ingest.lines;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dialect of delimited lines.
 *
 * @param delimiter between cells; empty when lines have no cells
 * @param quote around quoted cells; {@link #NONE} when nothing quotes
 * @param escape before a delimiter, quote, line break or itself that is text; {@link #NONE} without
 * @param comment prefix of lines that are left out; empty without
 * @param skippedLines lines at the start of each file that are left out
 */
public record Dialect(String delimiter, char quote, char escape, String comment, int skippedLines)
    implements Serializable {
  /** No such character. */
  public static final char NONE = '\0';

  private static final Pattern SEPARATOR = Pattern.compile("\"?(?i:sep)=([^\"]+)\"?");

  /** A dialect without escape character, comments and skipped lines. */
  public static Dialect of(String delimiter, char quote) {
    return new Dialect(delimiter, quote, NONE, "", 0);
  }

  /** The delimiter that a first line such as {@code sep=;} names, as Excel writes it. */
  public static Optional<String> delimiterNamedIn(String firstLine) {
    Matcher separator = SEPARATOR.matcher(firstLine);
    return separator.matches() ? Optional.of(separator.group(1)) : Optional.empty();
  }

  /** The same with another delimiter. */
  public Dialect withDelimiter(String other) {
    return new Dialect(other, quote, escape, comment, skippedLines);
  }

  /** Whether a cell may span lines. */
  public boolean cellsMaySpanLines() {
    return quote != NONE || escape != NONE;
  }
}
