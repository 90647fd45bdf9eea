package io.valora.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Column of a table, or a field of a nested one.
 *
 * @param path names from the outermost field
 * @param type Spark's
 */
record TableColumn(List<String> path, DataType type) implements Serializable {
  /**
   * The column with this name: a column whose name it is, else a field along its dots; letters of
   * another case will do where nothing else is there.
   */
  static Optional<TableColumn> find(StructType table, String name) {
    return find(table, name, String::equals).or(() -> find(table, name, String::equalsIgnoreCase));
  }

  /** Sameness of two names. */
  private interface Sameness {
    boolean holds(String one, String other);
  }

  private static Optional<TableColumn> find(StructType table, String name, Sameness sameness) {
    for (StructField field : table.fields()) {
      if (sameness.holds(field.name(), name)) {
        return Optional.of(new TableColumn(List.of(field.name()), field.dataType()));
      }
    }
    for (StructField field : table.fields()) {
      int dot = field.name().length();
      if (field.dataType() instanceof StructType nested
          && name.length() > dot + 1
          && name.charAt(dot) == '.'
          && sameness.holds(field.name(), name.substring(0, dot))) {
        return find(nested, name.substring(dot + 1), sameness).map(found -> found.below(field));
      }
    }
    return Optional.empty();
  }

  /** The names of all columns, with the fields of nested ones in their place. */
  static List<String> namesOf(StructType table) {
    return Arrays.stream(table.fields())
        .flatMap(
            field ->
                field.dataType() instanceof StructType nested
                    ? namesOf(nested).stream().map(name -> field.name() + "." + name)
                    : Stream.of(field.name()))
        .toList();
  }

  /** What keeps its values from being cells; empty where nothing does. */
  Optional<String> problem() {
    if (type instanceof ArrayType) {
      return Optional.of("is a list");
    }
    if (type instanceof MapType) {
      return Optional.of("is a mapping");
    }
    if (type instanceof StructType nested) {
      return Optional.of("has the fields " + String.join(", ", namesOf(nested)));
    }
    if (type instanceof BinaryType) {
      return Optional.of("is of bytes (spark.sql.parquet.binaryAsString=true reads them as texts)");
    }
    boolean readable =
        type instanceof NumericType
            || type instanceof StringType
            || isTime()
            || type.equals(DataTypes.BooleanType)
            || type.equals(DataTypes.NullType);
    return readable ? Optional.empty() : Optional.of("is of type " + type.simpleString());
  }

  /** The values in a form that neither session nor calendar changes; {@link #cell} takes them. */
  Column column() {
    Column column =
        col(
            path.stream()
                .map(name -> "`" + name.replace("`", "``") + "`")
                .collect(Collectors.joining(".")));
    if (type.equals(DataTypes.TimestampType)) {
      return unix_micros(column);
    }
    return type.equals(DataTypes.DateType) ? unix_date(column) : column;
  }

  /** The value as {@code ValueParser} takes it. */
  Object cell(Object value) {
    if (value == null) {
      return null;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
    }
    return type.equals(DataTypes.DateType) ? LocalDate.ofEpochDay((Integer) value) : value;
  }

  boolean isTime() {
    return type.equals(DataTypes.TimestampType)
        || type.equals(DataTypes.TimestampNTZType)
        || type.equals(DataTypes.DateType);
  }

  private TableColumn below(StructField field) {
    return new TableColumn(Stream.concat(Stream.of(field.name()), path.stream()).toList(), type);
  }
}
