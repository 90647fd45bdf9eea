package io.valora.ingest.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.apache.hadoop.io.Text;

/** Decodes the bytes of a line, strictly: what the encoding doesn't allow makes the line bad. */
public final class LineDecoder {
  private static final char REPLACEMENT = '\uFFFD';

  private final Charset charset;
  private final String name;

  public LineDecoder(Charset charset) {
    this(charset, charset.name());
  }

  /**
   * @param name what messages call the encoding
   */
  private LineDecoder(Charset charset, String name) {
    this.charset = charset;
    this.name = name;
  }

  /** The decoder of the lines of a file. */
  public static LineDecoder of(TextStream stream) {
    return new LineDecoder(stream.charset(), stream.encoding());
  }

  /** The text, with the replacement character for whatever can't be decoded. */
  public String lenient(Text line) {
    return new String(line.getBytes(), 0, line.getLength(), charset);
  }

  /** Whether the leniently decoded text lost nothing; decoded again only when it may have. */
  public boolean isIntact(String text, Text line) {
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
  public RowProblem problem() {
    return RowProblem.ofLine("the line is not valid " + name);
  }
}
