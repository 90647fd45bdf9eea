package io.valora.profiling;

import io.valora.ingest.tables.TableSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * First rows of a table.
 *
 * @param file as the user named it
 * @param whole whether the table has no other rows
 * @param layout keys of the section {@code ingest} that say how the file is read, with comments
 * @param columns their facts, in the order of the file
 * @param rows without header
 */
public record TableHead(
    String file,
    boolean whole,
    List<Line> layout,
    List<ColumnProfile> columns,
    List<List<String>> rows) {
  private static final int MOST_SKIPPED = 20;
  private static final String COMMENT = "#";
  private static final String UTF_8 = "UTF-8";
  private static final String NOT_UTF_8 = "the bytes are not UTF-8";

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

  /** The same head, of the first of several files. */
  public TableHead ofFirst(int files) {
    return new TableHead(
        "the first of %,d files of %s".formatted(files, file), whole, layout, columns, rows);
  }

  /** The head of delimited or JSON lines. */
  public static TableHead ofText(TextHead file) {
    return JsonRows.of(file).map(json -> ofJson(file, json)).orElseGet(() -> ofDelimited(file));
  }

  /** The head of a columnar file, whose columns have names and types. */
  public static TableHead ofTyped(String file, TableSample sample) {
    List<ColumnProfile> columns = new ArrayList<>();
    for (int place = 0; place < sample.names().size(); place++) {
      String name = sample.names().get(place);
      int at = place;
      List<String> cells =
          sample.rows().stream().map(row -> row.get(at)).collect(Collectors.toList());
      columns.add(
          sample.times().contains(name)
              ? ColumnProfile.ofTimes(name, place + 1, cells)
              : ColumnProfile.of(name, place + 1, cells));
    }
    Line format = new Line("format: " + sample.format(), "the first bytes of the file say so");
    return new TableHead(file, sample.whole(), List.of(format), columns, sample.rows());
  }

  /** The head of a table that has a text a file, in folders named after their class. */
  public static TableHead ofFolders(String source, ClassFolders folders) {
    List<Line> layout = new ArrayList<>();
    layout.add(new Line("format: folder-per-class", folders.reason()));
    if (!folders.encoding().equals(UTF_8)) {
      layout.add(new Line("encoding: " + folders.encoding(), NOT_UTF_8));
    }
    return new TableHead(
        source,
        folders.whole(),
        layout,
        profiles(ClassFolders.COLUMNS, folders.rows()),
        folders.rows());
  }

  private static TableHead ofJson(TextHead file, JsonRows json) {
    return new TableHead(
        file.file(),
        file.whole(),
        List.of(new Line("format: json-lines", "one JSON object a line")),
        profiles(json.keys(), json.rows()),
        json.rows());
  }

  private static TableHead ofDelimited(TextHead file) {
    boolean comments = file.text().startsWith(COMMENT);
    DelimitedRows found = DelimitedRows.of(file.text(), comments ? COMMENT : "");
    CellLayout dialect = found.layout();
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
    return new TableHead(file.file(), file.whole(), layout, profiles(names, data), data);
  }

  /** Narrower rows above a header, such as a title; 0 where no header follows them. */
  private static int linesAboveHeader(List<List<String>> rows, int width) {
    int narrow = 0;
    while (narrow < Math.min(MOST_SKIPPED, rows.size() - 1) && rows.get(narrow).size() < width) {
      narrow++;
    }
    return HeaderGuess.isHeader(rows.subList(narrow, rows.size())) ? narrow : 0;
  }

  private static List<Line> layout(TextHead file, CellLayout dialect) {
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
    if (!tabs && !dialect.quoted() && file.text().indexOf('"') >= 0) {
      layout.add(
          new Line("quote: none", "quotes are letters like others: they don't come in pairs"));
    }
    if (!file.encoding().equals(UTF_8)) {
      layout.add(new Line("encoding: " + file.encoding(), NOT_UTF_8));
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
