package io.valora.storage;

import io.valora.base.JobException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;

/** Columns of numbers in a table that Spark wrote as Parquet; only those columns are read. */
public final class ParquetNumbers {
  /** Receives a row: the key, and the other columns in the order that they were asked for. */
  @FunctionalInterface
  public interface Row {
    void accept(long key, double[] values);
  }

  private final ParquetGroups table;

  ParquetNumbers(ParquetGroups table) {
    this.table = table;
  }

  /** The names of the table's columns; none where there is no table. */
  public List<String> columns() {
    return table.columns();
  }

  /** The same table's rows with columns of other types. */
  public ParquetRows rows() {
    return new ParquetRows(table);
  }

  /**
   * Every row, in no order; a null is NaN.
   *
   * @param key column of 64-bit whole numbers, without null
   * @throws JobException {@code Cannot read …} when a column is missing or the file is damaged
   */
  public void forEach(String key, List<String> columns, Row row) {
    List<String> chosen = new ArrayList<>(List.of(key));
    chosen.addAll(columns);
    table.forEach(
        chosen,
        group -> {
          double[] values = new double[columns.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = number(group, i + 1);
          }
          row.accept(group.getLong(0, 0), values);
          return true;
        });
  }

  private static double number(Group group, int field) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return Double.NaN;
    }
    var type = group.getType().getType(field);
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      default -> throw new IllegalArgumentException(type.getName() + " holds no numbers");
    };
  }
}
