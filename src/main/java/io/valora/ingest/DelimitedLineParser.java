package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.CellSplitter;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.RowProblem;
import io.valora.ingest.lines.RowWidth;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes the declared columns of a delimited record from their places. */
final class DelimitedLineParser implements LineParser {
  private static final RowProblem REPEATED_HEADER =
      RowProblem.ofLine("the line repeats the header");

  /** Place of a column that the file lacks. */
  static final int ABSENT = -1;

  private final CellSplitter splitter;
  private final int[] places;
  private final RowWidth width;
  private final Optional<FileHeader> header;

  private DelimitedLineParser(
      CellSplitter splitter, int[] places, RowWidth width, Optional<FileHeader> header) {
    this.splitter = splitter;
    this.places = places;
    this.width = width;
    this.header = header;
  }

  /**
   * The parser of a file's rows.
   *
   * @param elsewhere names of the path that the header may leave out; their cells are null, as are
   *     those of dispensable columns that it leaves out
   */
  static DelimitedLineParser of(
      SourceFile file, ReadPlan plan, FileHead head, Set<String> elsewhere) {
    CellSplitter splitter =
        new CellSplitter(plan.layout().dialect().withDelimiter(head.delimiter()));
    TableSchema schema = plan.schema();
    if (plan.layout().header()) {
      FileHeader header = new FileHeader(file.displayName(), head.names());
      int[] places =
          places(
              schema,
              header,
              column ->
                  elsewhere.contains(column.source())
                      || plan.dispensable().contains(column.name()));
      RowWidth width = new RowWidth.BelowHeader(head.width());
      return new DelimitedLineParser(splitter, places, width, Optional.of(header));
    }
    int[] places = schema.columns().stream().mapToInt(column -> column.position() - 1).toArray();
    RowWidth width = new RowWidth.OfFile(head.width());
    return new DelimitedLineParser(splitter, places, width, Optional.empty());
  }

  private static int[] places(
      TableSchema schema, FileHeader header, Predicate<ColumnSpec> mayBeAbsent) {
    return schema.columns().stream()
        .mapToInt(
            column ->
                mayBeAbsent.test(column)
                    ? header.placeIfAny(column.source())
                    : header.placeOf(column.source()))
        .toArray();
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    List<String> found = splitter.split(line);
    if (found.size() != width.cells()) {
      throw new BadLineException(width.problem(found.size()));
    }
    if (header.isPresent() && header.get().isRepeatedBy(found)) {
      throw new BadLineException(REPEATED_HEADER);
    }
    String[] cells = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      boolean there = places[i] != ABSENT && places[i] < found.size();
      cells[i] = there ? found.get(places[i]) : null;
    }
    return cells;
  }
}
