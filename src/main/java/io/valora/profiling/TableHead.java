package io.valora.profiling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * First rows of a table.
 *
 * @param layout keys of the section {@code ingest} that say how the file is read, with comments
 * @param columns their facts, in the order of the file
 * @param rows without header
 */
record TableHead(
    FileHead file, List<Line> layout, List<ColumnProfile> columns, List<List<String>> rows) {
  private static final int MOST_SKIPPED = 20;
  private static final String COMMENT = "#";
  private static final Pattern SEPARATOR = Pattern.compile("^(?i)sep=[^\\r\\n]\\r?\\n");

  /** Whether the columns have names. */
  boolean hasNames() {
    return columns.stream().noneMatch(column -> column.name().isEmpty());
  }

  /** The cells of one column. */
  List<String> cells(ColumnProfile column) {
    int place = column.position() - 1;
    return rows.stream().map(row -> place < row.size() ? row.get(place) : null).toList();
  }

  /** Rows that repeat an earlier row. */
  long repeatedRows() {
    return rows.size() - rows.stream().distinct().count();
  }

  static TableHead of(FileHead file) {
    return JsonRows.of(file).map(json -> ofJson(file, json)).orElseGet(() -> ofDelimited(file));
  }

  private static TableHead ofJson(FileHead file, JsonRows json) {
    return new TableHead(
        file,
        List.of(new Line("format: json-lines", "one JSON object a line")),
        profiles(json.keys(), json.rows()),
        json.rows());
  }

  private static TableHead ofDelimited(FileHead file) {
    boolean comments = file.text().startsWith(COMMENT);
    DelimitedRows found = DelimitedRows.of(rowsOf(file.text(), comments));
    Dialect dialect = found.dialect();
    List<List<String>> rows = found.rows();
    int skipped = linesAboveHeader(rows, dialect.width());
    boolean header = HeaderGuess.isHeader(rows.subList(skipped, rows.size()));
    List<List<String>> data = rows.subList(skipped + (header ? 1 : 0), rows.size());
    List<String> names =
        header
            ? rows.get(skipped).stream().map(String::strip).toList()
            : Collections.nCopies(dialect.width(), "");
    List<Line> layout = new ArrayList<>(layout(file, dialect));
    if (comments) {
      layout.add(new Line("comment: \"#\"", "the first line starts so"));
    }
    if (skipped > 0) {
      layout.add(new Line("skip-lines: " + skipped, "the first rows have fewer cells"));
    }
    if (!header) {
      layout.add(
          new Line(
              "header: false", "the first row looks like data: columns are found by position"));
    }
    return new TableHead(file, layout, profiles(names, data), data);
  }

  /** The text without the line by which Excel is told the delimiter, and without comments. */
  private static String rowsOf(String text, boolean comments) {
    String rows = SEPARATOR.matcher(text).replaceFirst("");
    return comments
        ? rows.lines().filter(line -> !line.startsWith(COMMENT)).collect(Collectors.joining("\n"))
        : rows;
  }

  /** Narrower rows above a header, such as a title; 0 where no header follows them. */
  private static int linesAboveHeader(List<List<String>> rows, int width) {
    int narrow = 0;
    while (narrow < Math.min(MOST_SKIPPED, rows.size() - 1) && rows.get(narrow).size() < width) {
      narrow++;
    }
    return HeaderGuess.isHeader(rows.subList(narrow, rows.size())) ? narrow : 0;
  }

  private static List<Line> layout(FileHead file, Dialect dialect) {
    List<Line> layout = new ArrayList<>();
    boolean tabs = dialect.delimiter().equals("\t");
    String widths =
        "%,d of the first %,d rows have %d cells"
            .formatted(dialect.agreeing(), dialect.rows(), dialect.width());
    layout.add(new Line("format: " + (tabs ? "tsv" : "csv"), widths));
    if (!tabs && !dialect.delimiter().equals(",")) {
      layout.add(new Line("delimiter: " + YamlText.quoted(dialect.delimiter()), "between cells"));
    }
    if (tabs && dialect.quoted()) {
      layout.add(new Line("quote: '\"'", "some cells are quoted"));
    }
    if (!file.encoding().equals("UTF-8")) {
      layout.add(new Line("encoding: " + file.encoding(), "the bytes are not UTF-8"));
    }
    return layout;
  }

  private static List<ColumnProfile> profiles(List<String> names, List<List<String>> rows) {
    return IntStream.range(0, names.size())
        .mapToObj(
            place ->
                ColumnProfile.of(
                    names.get(place),
                    place + 1,
                    rows.stream()
                        .filter(row -> row.size() == names.size())
                        .map(row -> row.get(place))
                        .toList()))
        .toList();
  }
}
