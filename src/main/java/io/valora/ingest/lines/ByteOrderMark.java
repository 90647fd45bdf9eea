package io.valora.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/**
 * Encoding of a file by its first bytes.
 *
 * @param bytes the length of the mark; 0 without one
 */
record ByteOrderMark(Charset charset, int bytes) {
  private static final Magic MARK_OF_UTF_8 = new Magic("efbbbf", 0);
  private static final Magic MARK_OF_UTF_16_LE = new Magic("fffe", 0);
  private static final Magic MARK_OF_UTF_16_BE = new Magic("feff", 0);

  /**
   * The encoding that a mark says, else the declared one; UTF-16 without a mark has the byte order
   * that puts the zero byte of an ASCII letter in its place.
   */
  static ByteOrderMark of(byte[] first, Charset declared) {
    if (MARK_OF_UTF_8.matches(first)) {
      return new ByteOrderMark(UTF_8, 3);
    }
    if (MARK_OF_UTF_16_LE.matches(first)) {
      return new ByteOrderMark(UTF_16LE, 2);
    }
    if (MARK_OF_UTF_16_BE.matches(first)) {
      return new ByteOrderMark(UTF_16BE, 2);
    }
    if (declared.equals(UTF_16)) {
      boolean little = first.length > 1 && first[0] != 0 && first[1] == 0;
      return new ByteOrderMark(little ? UTF_16LE : UTF_16BE, 0);
    }
    return new ByteOrderMark(declared, 0);
  }

  boolean isWide() {
    return charset.equals(UTF_16LE) || charset.equals(UTF_16BE);
  }
}
