package io.valora.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.apache.hadoop.io.Text;

/** Decodes the bytes of a line, strictly: what the encoding doesn't allow makes the line bad. */
final class LineDecoder {
  private static final char REPLACEMENT = '\uFFFD';

  private final Charset charset;

  LineDecoder(Charset charset) {
    this.charset = charset;
  }

  /** The text, with the replacement character for whatever can't be decoded. */
  String lenient(Text line) {
    return new String(line.getBytes(), 0, line.getLength(), charset);
  }

  /** Whether the leniently decoded text lost nothing; decoded again only when it may have. */
  boolean isIntact(String text, Text line) {
    if (text.indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(line.getBytes(), 0, line.getLength()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Why a line that isn't intact is bad. */
  RowProblem problem() {
    return RowProblem.ofLine("the line is not valid " + charset.name());
  }
}
