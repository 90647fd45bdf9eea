package io.valora.export.weights;

/**
 * A matrix of 16-bit floats.
 *
 * @param values bits of each
 */
public record HalfMatrix(short[] values, int rows, int columns) implements StoredMatrix {
  private static final int EXPONENT_SHIFT = 13;
  private static final int SMALLEST_NORMAL = 0x38800000;
  private static final int TOO_LARGE = 0x477ff000;

  static HalfMatrix of(FloatMatrix matrix) {
    short[] halves = new short[matrix.size()];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = half(matrix.value(i));
    }
    return new HalfMatrix(halves, matrix.rows(), matrix.columns());
  }

  @Override
  public long bytes() {
    return (long) Short.BYTES * values.length;
  }

  @Override
  public void restore(float[] into, int at) {
    for (int i = 0; i < values.length; i++) {
      into[at + i] = value(values[i]);
    }
  }

  /** The nearest half, ties to even; beyond the largest one infinity. */
  static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int size = bits & 0x7fffffff;
    if (size > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (size >= TOO_LARGE) {
      return (short) (sign | 0x7c00);
    }
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(Math.abs(value) * 0x1p24));
    }
    int rounded = size + 0xfff + (size >>> EXPONENT_SHIFT & 1);
    return (short) (sign | rounded - 0x38000000 >>> EXPONENT_SHIFT);
  }

  /** The float of the same value. */
  static float value(short half) {
    int size = half & 0x7fff;
    float value =
        size < 0x400
            ? size * 0x1p-24f
            : Float.intBitsToFloat(
                size < 0x7c00
                    ? (size << EXPONENT_SHIFT) + 0x38000000
                    : 0x7f800000 | (size & 0x3ff) << EXPONENT_SHIFT);
    return half < 0 ? -value : value;
  }
}
