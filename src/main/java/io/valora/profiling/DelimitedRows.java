package io.valora.profiling;

import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.CellSplitter;
import io.valora.ingest.lines.Dialect;
import io.valora.ingest.lines.FileRecord;
import io.valora.ingest.lines.FileRecords;
import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.lines.TextLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cells of a head of delimited text, as ingest cuts them, under the dialect in which its rows agree
 * best.
 */
record DelimitedRows(CellLayout layout, List<List<String>> rows) {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "::");
  private static final int COMPARED = 1_000;
  private static final char QUOTE = '"';

  /** Of a hundred records; more broken ones than this say that quotes are letters like others. */
  private static final int MOST_BROKEN = 2;

  /**
   * The rows under the best of the usual delimiters, or that which the first line names; one column
   * where none fits.
   *
   * @param comment prefix of lines that are left out; empty without
   */
  static DelimitedRows of(String text, String comment) {
    Optional<String> named = text.lines().findFirst().flatMap(Dialect::delimiterNamedIn);
    byte[] bytes =
        text.substring(named.isPresent() ? text.indexOf('\n') + 1 : 0)
            .getBytes(StandardCharsets.UTF_8);
    Dialect plain =
        new Dialect("", text.indexOf(QUOTE) < 0 ? Dialect.NONE : QUOTE, Dialect.NONE, comment, 0);
    Dialect best =
        named.map(List::of).orElse(DELIMITERS).stream()
            .map(delimiter -> read(bytes, plain.withDelimiter(delimiter), COMPARED))
            .max(Comparator.comparingDouble(DelimitedRows::fitness))
            .map(found -> plain.withDelimiter(found.layout().delimiter()))
            .orElseThrow();
    return read(bytes, best, Integer.MAX_VALUE).withoutEmptyEnd();
  }

  /**
   * Agreement of the rows first, the header's above all: numbers with decimal commas agree too. Of
   * equal ones the delimiter that finds more cells.
   */
  private double fitness() {
    if (layout.width() < 2) {
      return 0;
    }
    double header = rows.get(0).size() == layout.width() ? 1 : 0;
    double cells = 1 - 1.0 / layout.width();
    return layout.agreement() + 0.05 * header + 0.02 * cells;
  }

  private static DelimitedRows read(byte[] text, Dialect dialect, int most) {
    List<List<String>> rows = new ArrayList<>();
    int broken = 0;
    try {
      CellSplitter splitter = new CellSplitter(dialect);
      FileRecords records =
          new FileRecords(
              new TextLines(new ByteArrayInputStream(text), 0),
              new LineDecoder(StandardCharsets.UTF_8),
              splitter,
              width -> true);
      FileRecord record = records.next();
      while (record != null && rows.size() + broken < most) {
        broken += addCells(record, splitter, rows) ? 0 : 1;
        record = records.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean quoted = dialect.quote() != Dialect.NONE;
    if (quoted && 100 * broken > MOST_BROKEN * (rows.size() + broken)) {
      return read(
          text,
          new Dialect(dialect.delimiter(), Dialect.NONE, Dialect.NONE, dialect.comment(), 0),
          most);
    }
    return new DelimitedRows(layout(rows, dialect.delimiter(), quoted), rows);
  }

  private static boolean addCells(
      FileRecord record, CellSplitter splitter, List<List<String>> rows) {
    if (record.problem() != null) {
      return false;
    }
    try {
      rows.add(splitter.split(record.text()));
      return true;
    } catch (BadLineException e) {
      return false;
    }
  }

  private static CellLayout layout(List<List<String>> rows, String delimiter, boolean quoted) {
    List<List<String>> compared = rows.subList(0, Math.min(COMPARED, rows.size()));
    Map<Integer, Integer> widths = new HashMap<>();
    compared.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
    return widths.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            most ->
                new CellLayout(delimiter, quoted, most.getKey(), most.getValue(), compared.size()))
        .orElse(new CellLayout(delimiter, quoted, 1, 0, 0));
  }

  /** The rows without the cell that a delimiter at the end of each makes. */
  private DelimitedRows withoutEmptyEnd() {
    int last = layout.width() - 1;
    boolean empty =
        last > 0
            && rows.stream()
                .filter(row -> row.size() == last + 1)
                .skip(1)
                .allMatch(row -> row.get(last).isBlank());
    boolean ofHeader =
        !rows.isEmpty() && rows.get(0).size() == last + 2 && rows.get(0).get(last + 1).isBlank();
    if (!empty && !ofHeader) {
      return this;
    }
    int width = empty ? last : last + 1;
    List<List<String>> cut =
        rows.stream()
            .map(
                row ->
                    row.size() == width + 1 && row.get(width).isBlank()
                        ? row.subList(0, width)
                        : row)
            .toList();
    return new DelimitedRows(layout(cut, layout.delimiter(), layout.quoted()), cut);
  }
}
