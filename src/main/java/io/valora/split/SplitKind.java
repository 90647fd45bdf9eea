package io.valora.split;

/** Strategy that divides rows into train, validation and test. */
public enum SplitKind {
  /** By a hash of the row. */
  RANDOM,
  /** By a hash of one column's value: no value is in two splits. */
  GROUPED,
  /** The newest rows are test, the newest before them validation. */
  TEMPORAL,
  /** Of every group the newest row is test, the second newest validation. */
  LEAVE_LAST_OUT,
  /** The source says which rows are test; validation is taken from the others. */
  PREDEFINED
}
