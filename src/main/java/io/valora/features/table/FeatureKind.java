package io.valora.features.table;

import io.valora.schema.ColumnType;

/** Encoding of a column: numeric, one-hot or time. */
public enum FeatureKind {
  /** One number. */
  NUMERIC,
  /** One number of 0 or 1 per value that train has. */
  CATEGORICAL,
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

  /** Whether columns of a type can be read like this: numbers also as categories. */
  boolean takes(ColumnType type) {
    return this == of(type) || this == CATEGORICAL && type.isNumber();
  }
}
