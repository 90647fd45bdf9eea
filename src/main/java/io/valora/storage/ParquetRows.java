package io.valora.storage;

import io.valora.base.JobException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Typed rows of a table that Spark wrote as Parquet; only the columns asked for are read. */
public final class ParquetRows {
  private static final long EPOCH_DAY = LocalDate.EPOCH.getLong(JulianFields.JULIAN_DAY);

  private final ParquetGroups table;

  ParquetRows(ParquetGroups table) {
    this.table = table;
  }

  /**
   * The first rows, file by file: values typed as ingest types cells, null for a missing one.
   *
   * @throws JobException {@code Cannot read …} when a column is missing or the file is damaged
   */
  public List<Object[]> first(List<String> columns, int most) {
    List<Object[]> rows = new ArrayList<>();
    table.forEach(
        columns,
        group -> {
          rows.add(values(group, columns.size()));
          return rows.size() < most;
        });
    return rows;
  }

  /** Every row as {@link #first} has it, file by file; none is kept. */
  public void forEach(List<String> columns, Consumer<Object[]> visitor) {
    table.forEach(
        columns,
        group -> {
          visitor.accept(values(group, columns.size()));
          return true;
        });
  }

  /** The names of the table's columns; none where there is no table. */
  public List<String> columns() {
    return table.columns();
  }

  private static Object[] values(Group group, int columns) {
    Object[] values = new Object[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = value(group, i);
    }
    return values;
  }

  private static Object value(Group group, int field) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case BINARY -> group.getString(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> whole(group.getLong(field, 0), type);
      case INT96 -> time(group.getInt96(field, 0).getBytes());
      default -> throw new IllegalArgumentException(type.getName() + " holds no cells");
    };
  }

  private static Object whole(long value, PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
        ? Instant.EPOCH.plus(value, ChronoUnit.MICROS)
        : Long.valueOf(value);
  }

  /** Nanoseconds of the day, and the Julian day. */
  private static Instant time(byte[] bytes) {
    ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanoseconds = parts.getLong();
    return Instant.EPOCH.plus(parts.getInt() - EPOCH_DAY, ChronoUnit.DAYS).plusNanos(nanoseconds);
  }
}
