package io.valora.ingest.sample;

import java.nio.charset.StandardCharsets;

/** The ways in which a row of the sample is broken. */
enum SampleBreakage {
  MISSING_RATING,
  TEXTUAL_RATING,
  RATING_TOO_HIGH,
  IMPOSSIBLE_DATE,
  TOO_FEW_CELLS,
  TOO_MANY_CELLS,
  STRAY_QUOTE,
  INVALID_BYTES;

  /** Two bytes that UTF-8 never has in this order. */
  private static final byte[] INVALID = {(byte) 0xC3, (byte) 0x28};

  /** The broken line, without its end. */
  byte[] line(String user, String time, String item, int stars) {
    String start = user + "," + time + ",";
    return switch (this) {
      case MISSING_RATING -> bytes(start + item + ",");
      case TEXTUAL_RATING -> bytes(start + item + ",excelente");
      case RATING_TOO_HIGH -> bytes(start + item + ",7");
      case IMPOSSIBLE_DATE -> bytes(user + ",13/45/2021 9:00," + item + "," + stars);
      case TOO_FEW_CELLS -> bytes(start + stars);
      case TOO_MANY_CELLS -> bytes(start + item + "," + stars + ",web");
      case STRAY_QUOTE -> bytes(start + "\"Cena para dos," + stars);
      case INVALID_BYTES -> invalid(bytes(start), bytes("," + stars));
    };
  }

  private static byte[] invalid(byte[] start, byte[] end) {
    byte[] line = new byte[start.length + INVALID.length + end.length];
    System.arraycopy(start, 0, line, 0, start.length);
    System.arraycopy(INVALID, 0, line, start.length, INVALID.length);
    System.arraycopy(end, 0, line, start.length + INVALID.length, end.length);
    return line;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
