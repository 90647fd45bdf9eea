package io.valora.export.weights;

/**
 * A matrix of 32-bit floats.
 *
 * @param values hold it from {@code offset} on; not copied
 */
public record FloatMatrix(float[] values, int offset, int rows, int columns)
    implements StoredMatrix {
  /** The number of weights. */
  public int size() {
    return rows * columns;
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * size();
  }

  @Override
  public void restore(float[] into, int at) {
    System.arraycopy(values, offset, into, at, size());
  }

  float value(int index) {
    return values[offset + index];
  }
}
