package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;
import io.valora.schema.TableSchema;
import java.util.Map;

/**
 * Takes columns that a row doesn't have from the folders of its file, as in {@code
 * dt=2024-01-31/part-0.csv}.
 */
final class PartitionedLineParser implements LineParser {
  private final LineParser rows;
  private final String[] values;

  private PartitionedLineParser(LineParser rows, String[] values) {
    this.rows = rows;
    this.values = values;
  }

  /**
   * @param keys the values that the folders of the file hold
   */
  static LineParser of(LineParser rows, TableSchema schema, Map<String, String> keys) {
    String[] values =
        schema.columns().stream().map(column -> keys.get(column.source())).toArray(String[]::new);
    boolean any = schema.columns().stream().anyMatch(column -> keys.containsKey(column.source()));
    return any ? new PartitionedLineParser(rows, values) : rows;
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    String[] cells = rows.cells(line);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == null ? values[i] : cells[i];
    }
    return cells;
  }
}
