package io.valora.export.weights;

/**
 * A matrix of whole numbers from -127 to 127, each times the scale of its row or column.
 *
 * @param scales {@code [rows]} or {@code [columns]}, above 0
 */
public record ByteMatrix(byte[] values, float[] scales, ScaledBy scaledBy, int rows, int columns)
    implements StoredMatrix {
  private static final int LARGEST = 127;

  /** Rounds the weights. */
  public static ByteMatrix of(FloatMatrix matrix, ScaledBy scaledBy) {
    float[] scales = new float[scaledBy == ScaledBy.ROW ? matrix.rows() : matrix.columns()];
    for (int i = 0; i < matrix.size(); i++) {
      int at = scale(i, matrix.columns(), scaledBy);
      scales[at] = Math.max(scales[at], Math.abs(matrix.value(i)));
    }
    for (int at = 0; at < scales.length; at++) {
      scales[at] = scales[at] > 0 ? scales[at] / LARGEST : 1;
    }
    byte[] values = new byte[matrix.size()];
    for (int i = 0; i < values.length; i++) {
      float scaled = matrix.value(i) / scales[scale(i, matrix.columns(), scaledBy)];
      values[i] = (byte) Math.max(-LARGEST, Math.min(LARGEST, Math.rint(scaled)));
    }
    return new ByteMatrix(values, scales, scaledBy, matrix.rows(), matrix.columns());
  }

  @Override
  public long bytes() {
    return values.length + (long) Float.BYTES * scales.length;
  }

  @Override
  public void restore(float[] into, int at) {
    for (int i = 0; i < values.length; i++) {
      into[at + i] = values[i] * scales[scale(i, columns, scaledBy)];
    }
  }

  private static int scale(int index, int columns, ScaledBy scaledBy) {
    return scaledBy == ScaledBy.ROW ? index / columns : index % columns;
  }
}
