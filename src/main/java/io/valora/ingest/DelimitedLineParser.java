package io.valora.ingest;

import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.List;
import java.util.Set;

/** Takes the declared columns of a delimited line from their places. */
final class DelimitedLineParser implements LineParser {
  /** Place of a column that the file lacks. */
  static final int ABSENT = -1;

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
    return withHeader(splitter, schema, header, Set.of());
  }

  /**
   * The same.
   *
   * @param dispensable our names of columns that the header may lack
   */
  static DelimitedLineParser withHeader(
      CellSplitter splitter, TableSchema schema, FileHeader header, Set<String> dispensable) {
    int[] places =
        schema.columns().stream()
            .mapToInt(
                column ->
                    dispensable.contains(column.name())
                        ? header.placeIfAny(column.source())
                        : header.placeOf(column.source()))
            .toArray();
    return new DelimitedLineParser(splitter, places, new HeaderWidth(header.names().size()));
  }

  /** Columns by position; a row must have a cell at each, and further cells are let be. */
  static DelimitedLineParser byPosition(
      CellSplitter splitter, TableSchema schema, Set<String> dispensable) {
    int[] places = schema.columns().stream().mapToInt(column -> column.position() - 1).toArray();
    int last =
        schema.columns().stream()
            .filter(column -> !dispensable.contains(column.name()))
            .mapToInt(ColumnSpec::position)
            .max()
            .orElse(0);
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
      boolean there = places[i] != ABSENT && places[i] < found.size();
      cells[i] = there ? found.get(places[i]) : null;
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
