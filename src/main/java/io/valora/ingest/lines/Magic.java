package io.valora.ingest.lines;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Signature bytes of a file format.
 *
 * @param hex the bytes, as hexadecimal digits
 * @param offset where they stand in the file
 */
record Magic(String hex, int offset) {
  boolean matches(byte[] first) {
    byte[] wanted = HexFormat.of().parseHex(hex);
    int end = offset + wanted.length;
    return first.length >= end && Arrays.equals(first, offset, end, wanted, 0, wanted.length);
  }
}
