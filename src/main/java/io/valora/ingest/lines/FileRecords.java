package io.valora.ingest.lines;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Records of a file, which may span lines. A record goes on while a quote is open, up to {@link
 * #LONGEST_RECORD} characters. One that isn't closed by then, or broken, ends before the next line
 * that is a row by itself, so that a stray quote costs the rows next to it at most.
 */
public final class FileRecords {
  /** More than any text of a table has; what a stray quote can take with it. */
  public static final int LONGEST_RECORD = 1 << 20;

  private final TextLines lines;
  private final LineDecoder decoder;
  private final CellSplitter splitter;
  private final CellScan scan;
  private final IntPredicate width;
  private final Deque<Line> waiting = new ArrayDeque<>();
  private long nextOffset;
  private long nextLine;

  /**
   * @param width which numbers of cells a row may have
   */
  public FileRecords(
      TextLines lines, LineDecoder decoder, CellSplitter splitter, IntPredicate width) {
    this.lines = lines;
    this.decoder = decoder;
    this.splitter = splitter;
    this.scan = new CellScan(splitter.dialect());
    this.width = width;
    this.nextOffset = lines.offset();
    this.nextLine = lines.number();
  }

  /** One line that was decoded. */
  private record Line(TextLine source, String text, boolean intact) {}

  /** The offset of the byte behind the last record. */
  public long nextOffset() {
    return nextOffset;
  }

  /** The number, from 0, of the line behind the last record. */
  public long nextLine() {
    return nextLine;
  }

  /** The next record that is no comment; null at the end. */
  public FileRecord next() throws IOException {
    Line first = line();
    while (first != null && isComment(first)) {
      first = line();
    }
    if (first == null) {
      return null;
    }
    CellScan.End end = scan.endOf(first.text());
    return switch (end) {
      case CLOSED -> record(List.of(first), null);
      case BROKEN -> broken(first);
      case QUOTED, ESCAPED -> spanning(first, end);
    };
  }

  private boolean isComment(Line line) {
    String comment = splitter.dialect().comment();
    return !comment.isEmpty() && line.text().startsWith(comment);
  }

  private FileRecord spanning(Line first, CellScan.End open) throws IOException {
    List<Line> taken = new ArrayList<>(List.of(first));
    CellScan.End end = open;
    int length = first.text().length();
    while ((end == CellScan.End.QUOTED || end == CellScan.End.ESCAPED)
        && length <= LONGEST_RECORD) {
      Line next = line();
      if (next == null) {
        break;
      }
      end = scan.endOf(next.text(), end);
      length += next.text().length() + 1;
      taken.add(next);
    }
    return switch (end) {
      case CLOSED -> closed(taken);
      case BROKEN -> upToNextRow(taken, CellSplitter.AFTER_QUOTE);
      case QUOTED -> upToNextRow(taken, CellSplitter.OPEN_QUOTE);
      case ESCAPED -> upToNextRow(taken, CellSplitter.OPEN_ESCAPE);
    };
  }

  /**
   * A record of a wrong width that has nothing but rows within it comes of two stray quotes; any
   * other is one record, however many cells it has.
   */
  private FileRecord closed(List<Line> taken) {
    FileRecord whole = record(taken, null);
    boolean stray =
        taken.size() > 3
            && !isRow(whole.text())
            && taken.subList(1, taken.size() - 1).stream().allMatch(line -> isRow(line.text()));
    return stray ? upToNextRow(taken, CellSplitter.OPEN_QUOTE) : whole;
  }

  /** The first line and those behind it that are no rows; the others are read again. */
  private FileRecord upToNextRow(List<Line> taken, RowProblem problem) {
    int end = 1;
    while (end < taken.size() && !beginsRow(taken.get(end).text())) {
      end++;
    }
    giveBack(taken, end);
    boolean open = end == 1 && problem == CellSplitter.AFTER_QUOTE;
    return record(taken.subList(0, end), open ? CellSplitter.OPEN_QUOTE : problem);
  }

  /**
   * A line that is broken by itself. Where no row stands between it and a line with a quote that
   * opens nothing, that quote closes what was broken, and all lines up to it are one record.
   */
  private FileRecord broken(Line first) throws IOException {
    List<Line> taken = new ArrayList<>(List.of(first));
    int length = first.text().length();
    while (length <= LONGEST_RECORD) {
      Line next = line();
      if (next == null) {
        break;
      }
      taken.add(next);
      length += next.text().length() + 1;
      if (hasStrayQuote(next.text())) {
        return record(taken, CellSplitter.AFTER_QUOTE);
      }
      if (beginsRow(next.text()) || scan.endOf(next.text()) == CellScan.End.BROKEN) {
        break;
      }
    }
    giveBack(taken, 1);
    return record(List.of(first), CellSplitter.AFTER_QUOTE);
  }

  private void giveBack(List<Line> taken, int from) {
    for (int i = taken.size() - 1; i >= from; i--) {
      waiting.push(taken.get(i));
    }
  }

  private boolean beginsRow(String text) {
    CellScan.End end = scan.endOf(text);
    return end == CellScan.End.QUOTED || end == CellScan.End.ESCAPED || isRow(text);
  }

  private boolean isRow(String text) {
    try {
      return scan.endOf(text) == CellScan.End.CLOSED && width.test(splitter.split(text).size());
    } catch (BadLineException e) {
      return false;
    }
  }

  /** Whether a cell without quotes ends with one. */
  private boolean hasStrayQuote(String text) {
    String quote = String.valueOf(splitter.dialect().quote());
    return scan.endOf(text) == CellScan.End.CLOSED
        && !text.startsWith(quote)
        && (text.endsWith(quote) || text.contains(quote + splitter.dialect().delimiter()))
        && !text.contains(splitter.dialect().delimiter() + quote);
  }

  private Line line() throws IOException {
    if (!waiting.isEmpty()) {
      return waiting.pop();
    }
    TextLine line = lines.next();
    if (line == null) {
      return null;
    }
    String text = decoder.lenient(line.bytes());
    return new Line(line, text, decoder.isIntact(text, line.bytes()));
  }

  private FileRecord record(List<Line> lines, RowProblem problem) {
    Line first = lines.get(0);
    TextLine last = lines.get(lines.size() - 1).source();
    nextOffset = last.next();
    nextLine = last.number() + 1;
    if (lines.size() == 1) {
      return new FileRecord(first.text(), first.intact(), first.source().number(), 1, problem);
    }
    StringBuilder text = new StringBuilder();
    boolean intact = true;
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i).text())
          .append(i < lines.size() - 1 ? lines.get(i).source().end() : "");
      intact &= lines.get(i).intact();
    }
    return new FileRecord(text.toString(), intact, first.source().number(), lines.size(), problem);
  }
}
