package io.valora.features.table;

/** Scaling of numeric features. */
public enum Scaling {
  /** To mean 0 and standard deviation 1 over train. */
  STANDARD,
  /** To 0 to 1 over train; later values may lie beyond. */
  MIN_MAX,
  /** Left as they are. */
  NONE
}
