package io.valora.base;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floats as IEEE 754 bytes, the least significant first, in small pieces: an array of any length
 * passes without a copy of it.
 */
public final class LittleEndianFloats {
  private static final int PIECE = 16_384;

  private LittleEndianFloats() {}

  /** Four bytes a value, in order. */
  public static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer piece = piece();
    for (int from = 0, count; from < values.length; from += count) {
      count = Math.min(PIECE, values.length - from);
      piece.asFloatBuffer().put(values, from, count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * The next {@code length} values.
   *
   * @throws EOFException when there are fewer
   */
  public static float[] read(InputStream in, int length) throws IOException {
    float[] values = new float[length];
    ByteBuffer piece = piece();
    for (int from = 0, count; from < length; from += count) {
      count = Math.min(PIECE, length - from);
      if (in.readNBytes(piece.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
        throw new EOFException("fewer than %,d numbers".formatted(length));
      }
      piece.asFloatBuffer().get(values, from, count);
    }
    return values;
  }

  private static ByteBuffer piece() {
    return ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
