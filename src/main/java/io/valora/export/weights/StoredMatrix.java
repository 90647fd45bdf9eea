package io.valora.export.weights;

/** A matrix of weights in the format that it is exported in. Row-major and immutable. */
public sealed interface StoredMatrix permits FloatMatrix, HalfMatrix, ByteMatrix {
  int rows();

  int columns();

  /** Size of its numbers and scales. */
  long bytes();

  /** Writes the weights that a runtime computes with, {@code [rows, columns]}. */
  void restore(float[] into, int offset);
}
