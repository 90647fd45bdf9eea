package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.FileRecord;
import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.lines.RowProblem;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ParsedCell;
import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import io.valora.schema.TableSchema;
import io.valora.schema.ValueParser;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;

/** Turns the records of one file into typed, bad or dropped rows. */
final class RowTyper {
  private static final RowProblem EMPTY = RowProblem.ofLine("the line is empty");

  private final List<ColumnSpec> columns;
  private final List<ValueParser> parsers;
  private final int[] dropping;
  private final LineParser lines;
  private final LineDecoder decoder;
  private final String split;

  RowTyper(TableSchema schema, LineParser lines, LineDecoder decoder, String split) {
    this.columns = schema.columns();
    this.parsers = columns.stream().map(ValueParser::new).toList();
    this.dropping =
        IntStream.range(0, parsers.size()).filter(i -> parsers.get(i).mayDrop()).toArray();
    this.lines = lines;
    this.decoder = decoder;
    this.split = split;
  }

  /** The staged row of a line; a bad one names the first column that has a problem. */
  Row row(Text line, Position position) {
    String text = decoder.lenient(line);
    return row(text, decoder.isIntact(text, line), position);
  }

  /** The same of a record. */
  Row row(FileRecord record, Position position) {
    return record.problem() == null || !record.intact()
        ? row(record.text(), record.intact(), position)
        : bad(position, record.problem(), record.text());
  }

  private Row row(String text, boolean intact, Position position) {
    if (!intact) {
      return bad(position, decoder.problem(), text);
    }
    if (text.isBlank()) {
      return bad(position, EMPTY, text);
    }
    try {
      return row(lines.cells(text), () -> text, position);
    } catch (BadLineException e) {
      return bad(position, e.problem(), text);
    }
  }

  /**
   * The staged row of cells or of a table's values, one a declared column.
   *
   * @param text what the quarantine shows of the row
   */
  Row row(Object[] cells, Supplier<String> text, Position position) {
    for (int i : dropping) {
      if (parsers.get(i).drops(cells[i])) {
        return StagedRows.dropped(columns.size(), position);
      }
    }
    Object[] values = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      ParsedCell parsed = parsers.get(i).parse(cells[i]);
      if (parsed instanceof Problem problem) {
        String name = columns.get(i).source();
        return bad(
            position,
            new RowProblem(name, text(i, cells[i]), problem.rule(), problem.sentence()),
            text.get());
      }
      values[i] = ((Typed) parsed).value();
    }
    return StagedRows.typed(values, split, position);
  }

  private String text(int column, Object cell) {
    return cell == null ? null : parsers.get(column).text(cell);
  }

  private Row bad(Position position, RowProblem problem, String text) {
    return StagedRows.bad(columns.size(), position, problem, text);
  }
}
