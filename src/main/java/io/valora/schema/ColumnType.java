package io.valora.schema;

/** Data type of a column; a job file writes these in lower case with dashes. */
public enum ColumnType {
  /** Text as it stands after the normalizers. */
  STRING,
  /** A whole number of 32 bits. */
  INT,
  /** A whole number of 64 bits. */
  LONG,
  /** A finite number, rounded to the nearest of 32 bits. */
  FLOAT,
  /** A finite number, rounded to the nearest of 64 bits. */
  DOUBLE,
  /** A date, with or without a time, written in the column's pattern. */
  TIMESTAMP,
  /** A time as whole seconds since 1970-01-01T00:00Z. */
  EPOCH_SECONDS,
  /** A time as whole milliseconds since 1970-01-01T00:00Z. */
  EPOCH_MILLISECONDS;

  /** A value of this type in words, such as {@code a whole number}. */
  public String noun() {
    return switch (this) {
      case STRING -> "a string";
      case INT, LONG -> "a whole number";
      case FLOAT, DOUBLE -> "a number";
      case TIMESTAMP -> "a time";
      case EPOCH_SECONDS -> "whole seconds since 1970";
      case EPOCH_MILLISECONDS -> "whole milliseconds since 1970";
    };
  }

  /** Whether values are times. */
  public boolean isTime() {
    return this == TIMESTAMP || this == EPOCH_SECONDS || this == EPOCH_MILLISECONDS;
  }

  /** Whether values are whole numbers. */
  public boolean isWhole() {
    return this == INT || this == LONG;
  }

  /** Whether bounds can be given. */
  public boolean isNumber() {
    return this == INT || this == LONG || this == FLOAT || this == DOUBLE;
  }
}
