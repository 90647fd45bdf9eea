package io.valora.ingest.tables;

import static org.apache.spark.sql.functions.lit;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Columns of a table that are declared, in the order of the job file; no other is read. */
public final class TableColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TableColumn[] found;

  /**
   * @param found null where the table has no such column
   */
  private TableColumns(TableColumn... found) {
    this.found = found;
  }

  /**
   * Finds the declared columns.
   *
   * @param name of the table in messages
   * @param elsewhere sources and names of columns that the table may lack
   * @throws JobException that names every column that is missing or has no single values
   */
  public static TableColumns of(
      String name, StructType table, TableSchema schema, Set<String> elsewhere) {
    List<String> problems = new ArrayList<>();
    List<TableColumn> found = new ArrayList<>();
    for (ColumnSpec column : schema.columns()) {
      Optional<TableColumn> one = TableColumn.find(table, column.source());
      if (one.isEmpty()
          && !elsewhere.contains(column.source())
          && !elsewhere.contains(column.name())) {
        problems.add("column '%s' is missing".formatted(column.source()));
      }
      one.flatMap(TableColumn::problem)
          .ifPresent(problem -> problems.add("column '%s' %s".formatted(column.source(), problem)));
      found.add(one.orElse(null));
    }
    if (!problems.isEmpty()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "read " + name,
          "%s (the table has %s)"
              .formatted(
                  String.join(", ", problems), String.join(", ", TableColumn.namesOf(table))));
    }
    return new TableColumns(found.toArray(TableColumn[]::new));
  }

  /** One column each; null where the table has none. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      Column column = found[i] == null ? lit(null) : found[i].column();
      columns.add(column.as("cell_" + i));
    }
    return columns;
  }

  /** The values of a row of {@link #columns}, as {@code ValueParser} takes them. */
  public Object[] cells(Row row) {
    return cells(row, 0);
  }

  /** The same of a row in which they start at a place. */
  public Object[] cells(Row row, int start) {
    Object[] cells = new Object[found.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = found[i] == null ? null : found[i].cell(row.get(start + i));
    }
    return cells;
  }
}
