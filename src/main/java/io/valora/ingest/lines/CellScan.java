package io.valora.ingest.lines;

/**
 * Scan of a text for a cell that is open at its end: in quotes that are never closed, or behind an
 * escape character.
 */
final class CellScan {
  private final Dialect dialect;

  CellScan(Dialect dialect) {
    this.dialect = dialect;
  }

  /** State at the end of a line. */
  enum End {
    /** The record ends here. */
    CLOSED,
    /** A quoted cell goes on. */
    QUOTED,
    /** A cell without quotes goes on behind an escape character. */
    ESCAPED,
    /** Text follows a closing quote. */
    BROKEN
  }

  /** The state at the end of a line that begins a record. */
  End endOf(String line) {
    return isPlain(line) ? End.CLOSED : end(line, cellFrom(line, 0));
  }

  /**
   * The state at the end of a line that goes on with a cell.
   *
   * @param before {@link End#QUOTED} or {@link End#ESCAPED}
   */
  End endOf(String line, End before) {
    return end(line, before == End.QUOTED ? quotedFrom(line, 0) : unquotedFrom(line, 0));
  }

  private boolean isPlain(String line) {
    return (dialect.quote() == Dialect.NONE || line.indexOf(dialect.quote()) < 0)
        && (dialect.escape() == Dialect.NONE || line.indexOf(dialect.escape()) < 0);
  }

  /**
   * @param place the delimiter behind a cell, the length of the line, or an {@link #End} below 0
   */
  private End end(String line, int place) {
    int at = place;
    while (at >= 0 && at < line.length()) {
      at = cellFrom(line, at + dialect.delimiter().length());
    }
    return at < 0 ? End.values()[-at] : End.CLOSED;
  }

  private int cellFrom(String line, int start) {
    boolean quoted =
        dialect.quote() != Dialect.NONE
            && start < line.length()
            && line.charAt(start) == dialect.quote();
    return quoted ? quotedFrom(line, start + 1) : unquotedFrom(line, start);
  }

  private int unquotedFrom(String line, int start) {
    if (dialect.escape() == Dialect.NONE) {
      int end = line.indexOf(dialect.delimiter(), start);
      return end < 0 ? line.length() : end;
    }
    int at = start;
    while (at < line.length() && !line.startsWith(dialect.delimiter(), at)) {
      at += line.charAt(at) == dialect.escape() ? escaped(line, at) : 1;
    }
    return at > line.length() ? -End.ESCAPED.ordinal() : at;
  }

  private int quotedFrom(String line, int start) {
    int at = start;
    while (at < line.length()) {
      char next = line.charAt(at);
      if (next == dialect.escape() && next != Dialect.NONE) {
        at += escaped(line, at);
      } else if (next != dialect.quote()) {
        at++;
      } else if (at + 1 < line.length() && line.charAt(at + 1) == dialect.quote()) {
        at += 2;
      } else {
        return closedFrom(line, at + 1);
      }
    }
    return -End.QUOTED.ordinal();
  }

  private int closedFrom(String line, int start) {
    int at = start;
    while (at < line.length() && !line.startsWith(dialect.delimiter(), at)) {
      if (!Character.isWhitespace(line.charAt(at))) {
        return -End.BROKEN.ordinal();
      }
      at++;
    }
    return at;
  }

  /** How many characters the escape at this place takes; one more than there are at the end. */
  private int escaped(String line, int at) {
    return line.startsWith(dialect.delimiter(), at + 1) ? 1 + dialect.delimiter().length() : 2;
  }
}
