package io.valora.schema;

import io.valora.config.ConfigSection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The declared columns of a table, in the order of the job file; no two of one name. */
public record TableSchema(List<ColumnSpec> columns) implements Serializable {
  public TableSchema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are called " + column.name());
      }
    }
  }

  /**
   * Reads a list of columns. Problems are noted in the sections, and a column that has the name of
   * an earlier one is left out.
   */
  public static TableSchema from(List<ConfigSection> sections, Addressing addressing) {
    return from(sections, addressing, List.of());
  }

  /**
   * The same of a table in which some texts stand for missing cells.
   *
   * @param missing those texts, unless a column says otherwise
   */
  public static TableSchema from(
      List<ConfigSection> sections, Addressing addressing, List<String> missing) {
    List<ColumnSpec> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection section : sections) {
      ColumnSpec column = new ColumnConfig(section, addressing).read(missing);
      if (names.add(column.name())) {
        columns.add(column);
      } else if (section.has("name") && !section.isInvalid("name")) {
        section.invalid("name", column.name(), "must not be the name of another column");
      }
    }
    return new TableSchema(columns);
  }

  /** The same table, whose rows are left out where a column has one of the texts given for it. */
  public TableSchema withDropped(Map<String, List<String>> texts) {
    return new TableSchema(
        columns.stream()
            .map(
                column ->
                    column.withDialect(
                        column.dialect().withDropped(texts.getOrDefault(column.name(), List.of()))))
            .toList());
  }

  /** Whether it has the columns of another, in their order and with their types. */
  public boolean isOf(TableSchema other) {
    return names().equals(other.names())
        && IntStream.range(0, columns.size())
            .allMatch(i -> columns.get(i).type() == other.columns.get(i).type());
  }

  /** Our names, in order. */
  public List<String> names() {
    return columns.stream().map(ColumnSpec::name).toList();
  }

  /** The column of ours with this name, or else the only one that the files call so. */
  public Optional<ColumnSpec> named(String name) {
    List<ColumnSpec> found =
        columns.stream().filter(column -> column.source().equals(name)).toList();
    return column(name).or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
  }

  /** The column of ours with this name. */
  public Optional<ColumnSpec> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
