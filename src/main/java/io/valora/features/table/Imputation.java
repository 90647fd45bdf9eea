package io.valora.features.table;

/** Imputation strategy for missing values, fitted on train. */
public enum Imputation {
  MEAN,
  /** The middle value, exact up to about ten thousand different ones. */
  MEDIAN,
  /** The number 0, the earliest time of train, or no category at all. */
  ZERO,
  /** The value of most rows; of several, the one whose text sorts first. */
  MOST_FREQUENT
}
