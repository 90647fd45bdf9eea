package io.valora.schema;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a cell means; a job file writes these in lower case with dashes. */
public enum ColumnType {
  /** Text as it stands after the normalisers. */
  STRING(DataTypes.StringType),
  /** A whole number of 32 bits. */
  INT(DataTypes.IntegerType),
  /** A whole number of 64 bits. */
  LONG(DataTypes.LongType),
  /** A finite number, rounded to the nearest of 32 bits. */
  FLOAT(DataTypes.FloatType),
  /** A finite number, rounded to the nearest of 64 bits. */
  DOUBLE(DataTypes.DoubleType),
  /** A date, with or without a time, written in the column's pattern. */
  TIMESTAMP(DataTypes.TimestampType),
  /** A time as whole seconds since 1970-01-01T00:00Z. */
  EPOCH_SECONDS(DataTypes.TimestampType);

  private final DataType dataType;

  ColumnType(DataType dataType) {
    this.dataType = dataType;
  }

  /** The type of the column in Parquet and in datasets. */
  public DataType dataType() {
    return dataType;
  }

  /** A value of this type in words, such as {@code a whole number}. */
  public String noun() {
    return switch (this) {
      case STRING -> "a string";
      case INT, LONG -> "a whole number";
      case FLOAT, DOUBLE -> "a number";
      case TIMESTAMP -> "a time";
      case EPOCH_SECONDS -> "whole seconds since 1970";
    };
  }

  /** Whether bounds can be given. */
  public boolean isNumber() {
    return this == INT || this == LONG || this == FLOAT || this == DOUBLE;
  }
}
