package io.valora.profiling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Cells of a head of delimited text, under the dialect in which its rows agree best. */
record DelimitedRows(Dialect dialect, List<List<String>> rows) {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "::");
  private static final int COMPARED = 1_000;

  /** The rows under the best of the usual delimiters; one column where none fits. */
  static DelimitedRows of(String text) {
    return DELIMITERS.stream()
        .map(delimiter -> under(text, delimiter))
        .max(Comparator.comparingDouble(DelimitedRows::fitness))
        .orElseThrow();
  }

  /**
   * Agreement of the rows first, the header's above all: numbers with decimal commas agree too. Of
   * equal ones the delimiter that finds more cells.
   */
  private double fitness() {
    if (dialect.width() < 2) {
      return 0;
    }
    double header = rows.get(0).size() == dialect.width() ? 1 : 0;
    double cells = 1 - 1.0 / dialect.width();
    return dialect.agreement() + 0.05 * header + 0.02 * cells;
  }

  /** Quotes are letters like others where the text breaks their rules early. */
  private static DelimitedRows under(String text, String delimiter) {
    List<List<String>> quoted = text.indexOf('"') < 0 ? List.of() : quoted(text, delimiter);
    List<List<String>> rows =
        quoted.isEmpty() ? text.lines().map(line -> cells(line, delimiter)).toList() : quoted;
    return new DelimitedRows(dialect(rows, delimiter, !quoted.isEmpty()), rows);
  }

  private static List<String> cells(String line, String delimiter) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = line.indexOf(delimiter); end >= 0; end = line.indexOf(delimiter, start)) {
      cells.add(line.substring(start, end));
      start = end + delimiter.length();
    }
    cells.add(line.substring(start));
    return cells;
  }

  /** The records up to the first that breaks the rules of quotes; none when it comes early. */
  private static List<List<String>> quoted(String text, String delimiter) {
    CSVFormat format =
        CSVFormat.Builder.create().setDelimiter(delimiter).setIgnoreEmptyLines(false).build();
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      for (CSVRecord record : parser) {
        rows.add(record.toList());
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return rows.size() < Math.min(COMPARED, text.lines().count() / 2) ? List.of() : rows;
    }
    return rows;
  }

  private static Dialect dialect(List<List<String>> rows, String delimiter, boolean quoted) {
    List<List<String>> compared = rows.subList(0, Math.min(COMPARED, rows.size()));
    Map<Integer, Integer> widths = new HashMap<>();
    compared.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
    return widths.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            most -> new Dialect(delimiter, quoted, most.getKey(), most.getValue(), compared.size()))
        .orElse(new Dialect(delimiter, quoted, 1, 0, 0));
  }
}
