package io.valora.export.weights;

/** Numbers of a matrix that share a scale. */
public enum ScaledBy {
  ROW,
  COLUMN
}
