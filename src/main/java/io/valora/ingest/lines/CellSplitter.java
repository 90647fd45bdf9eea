package io.valora.ingest.lines;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one delimited record into its cells. Quotes count where they begin a cell; in quotes a
 * doubled one stands for itself, and blanks between the closing one and the delimiter are left out.
 * An escape character makes text of a quote, a delimiter, a line break or itself, and stands for
 * itself before anything else.
 */
public final class CellSplitter {
  public static final RowProblem OPEN_QUOTE =
      RowProblem.ofLine("a quote is opened and never closed");
  public static final RowProblem AFTER_QUOTE = RowProblem.ofLine("text follows a closing quote");
  public static final RowProblem OPEN_ESCAPE =
      RowProblem.ofLine("an escape character stands at the end");

  private final Dialect dialect;
  private final String delimiter;
  private final char quote;
  private final char escape;

  public CellSplitter(Dialect dialect) {
    this.dialect = dialect;
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
    this.escape = dialect.escape();
  }

  public Dialect dialect() {
    return dialect;
  }

  /** The cells of the record, at least one. */
  public List<String> split(String text) throws BadLineException {
    return isPlain(text) ? plain(text) : new Parse(text).cells();
  }

  private boolean isPlain(String text) {
    return (quote == Dialect.NONE || text.indexOf(quote) < 0)
        && (escape == Dialect.NONE || text.indexOf(escape) < 0);
  }

  private List<String> plain(String text) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = next(text, 0); end >= 0; end = next(text, start)) {
      cells.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    cells.add(text.substring(start));
    return cells;
  }

  private int next(String text, int from) {
    return delimiter.length() == 1
        ? text.indexOf(delimiter.charAt(0), from)
        : text.indexOf(delimiter, from);
  }

  /** One record with quotes or escapes. */
  private final class Parse {
    private final String text;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int at;

    Parse(String text) {
      this.text = text;
    }

    List<String> cells() throws BadLineException {
      cell();
      while (at < text.length()) {
        at += delimiter.length();
        cell();
      }
      return cells;
    }

    private void cell() throws BadLineException {
      cell.setLength(0);
      if (at < text.length() && quote != Dialect.NONE && text.charAt(at) == quote) {
        at++;
        quoted();
      } else {
        unquoted();
      }
      cells.add(cell.toString());
    }

    private void unquoted() throws BadLineException {
      while (at < text.length() && !text.startsWith(delimiter, at)) {
        character();
      }
    }

    private void quoted() throws BadLineException {
      while (at < text.length()) {
        if (text.charAt(at) != quote) {
          character();
        } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
          cell.append(quote);
          at += 2;
        } else {
          at++;
          skipBlanks();
          return;
        }
      }
      throw new BadLineException(OPEN_QUOTE);
    }

    private void skipBlanks() throws BadLineException {
      while (at < text.length() && !text.startsWith(delimiter, at)) {
        if (!Character.isWhitespace(text.charAt(at))) {
          throw new BadLineException(AFTER_QUOTE);
        }
        at++;
      }
    }

    private void character() throws BadLineException {
      if (escape == Dialect.NONE || text.charAt(at) != escape) {
        cell.append(text.charAt(at++));
        return;
      }
      String escaped = escaped();
      cell.append(escaped.isEmpty() ? String.valueOf(escape) : escaped);
      at += 1 + escaped.length();
    }

    private String escaped() throws BadLineException {
      if (at + 1 == text.length()) {
        throw new BadLineException(OPEN_ESCAPE);
      }
      if (text.startsWith(delimiter, at + 1)) {
        return delimiter;
      }
      char next = text.charAt(at + 1);
      boolean special = next == escape || next == quote || next == '\n' || next == '\r';
      return special ? String.valueOf(next) : "";
    }
  }
}
