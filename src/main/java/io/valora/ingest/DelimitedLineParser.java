package io.valora.ingest;

import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.List;

/** Takes the declared columns of a delimited line from their places. */
final class DelimitedLineParser implements LineParser {
  private final CellSplitter splitter;
  private final int[] places;
  private final RowWidth width;

  private DelimitedLineParser(CellSplitter splitter, int[] places, RowWidth width) {
    this.splitter = splitter;
    this.places = places;
    this.width = width;
  }

  /** Columns by name; a row must have as many cells as the header. */
  static DelimitedLineParser withHeader(
      CellSplitter splitter, TableSchema schema, FileHeader header) {
    int[] places =
        schema.columns().stream().mapToInt(column -> header.placeOf(column.source())).toArray();
    return new DelimitedLineParser(splitter, places, new HeaderWidth(header.names().size()));
  }

  /** Columns by position; a row must have a cell at each, and further cells are let be. */
  static DelimitedLineParser byPosition(CellSplitter splitter, TableSchema schema) {
    int[] places = schema.columns().stream().mapToInt(ColumnSpec::position).toArray();
    int last = 0;
    for (int i = 0; i < places.length; i++) {
      last = Math.max(last, places[i]);
      places[i]--;
    }
    return new DelimitedLineParser(splitter, places, new LeastWidth(last));
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    List<String> found = splitter.split(line);
    if (!width.allows(found.size())) {
      throw new BadLineException(
          new RowProblem(
              null,
              null,
              width.rule(),
              "has %s, %s".formatted(cellCount(found.size()), width.expectation())));
    }
    String[] cells = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      cells[i] = found.get(places[i]);
    }
    return cells;
  }

  private static String cellCount(int cells) {
    return cells == 1 ? "1 cell" : cells + " cells";
  }

  /** Rule for the number of cells in a row. */
  private sealed interface RowWidth {
    boolean allows(int cells);

    String rule();

    String expectation();
  }

  private record HeaderWidth(int cells) implements RowWidth {
    @Override
    public boolean allows(int found) {
      return found == cells;
    }

    @Override
    public String rule() {
      return "the number of cells differs from the header's";
    }

    @Override
    public String expectation() {
      return "the header has " + cells;
    }
  }

  private record LeastWidth(int cells) implements RowWidth {
    @Override
    public boolean allows(int found) {
      return found >= cells;
    }

    @Override
    public String rule() {
      return "there are fewer cells than declared positions";
    }

    @Override
    public String expectation() {
      return "the last declared position is " + cells;
    }
  }
}
