package io.valora.features.side;

import io.valora.schema.ColumnType;

/** Encoding of a side table's column. */
public enum SideKind {
  /** One entry per value. */
  CATEGORICAL("a string, an int or a long"),
  /** One entry per value of cells that hold several. */
  MULTI("a string"),
  /** One entry for the column, which an id has where the cell isn't 0. */
  FLAGS("a number"),
  /** One entry per bin between quantiles of the numbers. */
  NUMBER("a number"),
  /** The same for the year, in UTC, of a time, or the first four digits in a row of a text. */
  YEAR("a timestamp, epoch-seconds or a string");

  private final String types;

  SideKind(String types) {
    this.types = types;
  }

  boolean accepts(ColumnType type) {
    return switch (this) {
      case CATEGORICAL ->
          type == ColumnType.STRING || type == ColumnType.INT || type == ColumnType.LONG;
      case MULTI -> type == ColumnType.STRING;
      case FLAGS, NUMBER -> type.isNumber();
      case YEAR -> type.isTime() || type == ColumnType.STRING;
    };
  }

  public boolean isBinned() {
    return this == NUMBER || this == YEAR;
  }

  /** The types that are accepted, in words. */
  String types() {
    return types;
  }
}
