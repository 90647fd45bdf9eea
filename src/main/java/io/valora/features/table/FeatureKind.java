package io.valora.features.table;

import io.valora.schema.ColumnType;

/** Encoding of a column: numeric, one-hot, flags or time. */
public enum FeatureKind {
  /** One number. */
  NUMERIC,
  /** One number of 0 or 1 per value that train has. */
  CATEGORICAL,
  /** The same of each of several values in a cell. */
  MULTI,
  /** Days since the earliest time in train, and parts of the date when asked for. */
  TIMESTAMP;

  /** The kind of a column that the job file says nothing about. */
  static FeatureKind of(ColumnType type) {
    return switch (type) {
      case INT, LONG, FLOAT, DOUBLE -> NUMERIC;
      case STRING -> CATEGORICAL;
      case TIMESTAMP, EPOCH_SECONDS, EPOCH_MILLISECONDS -> TIMESTAMP;
    };
  }

  /** Whether one number of 0 or 1 stands for a value. */
  public boolean isOfFlags() {
    return this == CATEGORICAL || this == MULTI;
  }

  /** Whether columns of a type can be read like this: numbers also as categories. */
  boolean takes(ColumnType type) {
    return switch (this) {
      case NUMERIC, TIMESTAMP -> this == of(type);
      case CATEGORICAL -> of(type) != TIMESTAMP;
      case MULTI -> type == ColumnType.STRING;
    };
  }
}
