package io.valora.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.Text;

/**
 * The physical lines of a stream. A line ends as it does for Hadoop: with a line feed, a carriage
 * return, or both.
 */
public final class TextLines {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private long offset;
  private long number;
  private TextLine peeked;

  /**
   * @param offset of the first byte of the stream in its file
   */
  public TextLines(InputStream stream, long offset) {
    this.stream = stream;
    this.offset = offset;
  }

  /** The next line, which stays the next; null at the end. */
  public TextLine peek() throws IOException {
    if (peeked == null) {
      peeked = read();
    }
    return peeked;
  }

  /** The next line; null at the end. */
  public TextLine next() throws IOException {
    TextLine next = peek();
    peeked = null;
    return next;
  }

  /** The offset of the first byte of the next line in the file. */
  public long offset() {
    return peeked == null ? offset : peeked.start();
  }

  /** The number of the next line, from 0. */
  public long number() {
    return peeked == null ? number : peeked.number();
  }

  private TextLine read() throws IOException {
    if (!available()) {
      return null;
    }
    long start = offset;
    Text bytes = new Text();
    while (available()) {
      int end = endOfLine();
      bytes.append(buffer, at, end - at);
      advance(end - at);
      if (end < filled) {
        break;
      }
    }
    String end = lineEnd();
    return new TextLine(bytes, end, number++, start, offset);
  }

  private String lineEnd() throws IOException {
    if (!available()) {
      return "";
    }
    boolean carriageReturn = buffer[at] == '\r';
    advance(1);
    if (carriageReturn && available() && buffer[at] == '\n') {
      advance(1);
      return "\r\n";
    }
    return carriageReturn ? "\r" : "\n";
  }

  private int endOfLine() {
    int end = at;
    while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
      end++;
    }
    return end;
  }

  private void advance(int bytes) {
    at += bytes;
    offset += bytes;
  }

  private boolean available() throws IOException {
    while (at == filled) {
      int read = stream.read(buffer, 0, buffer.length);
      if (read < 0) {
        return false;
      }
      at = 0;
      filled = read;
    }
    return true;
  }
}
