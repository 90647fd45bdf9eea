package io.valora.features.fit.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** File format of word vectors. */
public enum VectorFormat {
  /** Whichever of the others its first bytes say. */
  BY_CONTENT,
  /** A line of count and dimension, then a line of a word and its numbers each; fastText's too. */
  WORD2VEC_TEXT,
  /**
   * A line of count and dimension, then each word, a space and its numbers as little-endian floats
   * of four bytes, with or without a line end behind them.
   */
  WORD2VEC_BINARY,
  /** A line of a word and its numbers each, without a first line of its own. */
  GLOVE;

  /** As many bytes as hold a first line and the begin of a vector. */
  private static final int SEEN = 4096;

  private static final Pattern HEADER = Pattern.compile("\\d+[ \\t]+\\d+");
  private static final String NUMBER_BYTES = "+-.0123456789eE \t\r";

  /** The format of the file that the stream is at the start of; it stays there. */
  static VectorFormat of(InputStream in) throws IOException {
    in.mark(SEEN);
    byte[] seen = in.readNBytes(SEEN);
    in.reset();
    int end = next(seen, 0, (byte) '\n');
    if (!HEADER.matcher(new String(seen, 0, end, UTF_8).stripTrailing()).matches()) {
      return GLOVE;
    }
    int numbers = next(seen, end + 1, (byte) ' ');
    return areNumbers(seen, numbers) ? WORD2VEC_TEXT : WORD2VEC_BINARY;
  }

  private static int next(byte[] bytes, int from, byte wanted) {
    int at = from;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** Whether what follows, up to the end of its line, is written in digits. */
  private static boolean areNumbers(byte[] bytes, int from) {
    int digits = 0;
    for (int at = from; at < bytes.length && bytes[at] != '\n'; at++) {
      if (NUMBER_BYTES.indexOf(bytes[at]) < 0) {
        return false;
      }
      digits += Character.isDigit(bytes[at]) ? 1 : 0;
    }
    return digits > 0;
  }
}
