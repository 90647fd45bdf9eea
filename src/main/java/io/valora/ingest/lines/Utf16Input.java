package io.valora.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** UTF-16 as UTF-8. What can't be decoded becomes a byte that UTF-8 never has. */
final class Utf16Input extends InputStream {
  private static final int BUFFER_BYTES = 1 << 13;
  private static final byte NEVER_IN_UTF_8 = (byte) 0xFF;

  private final InputStream wide;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES);
  private ByteBuffer narrow = ByteBuffer.allocate(0);
  private boolean ended;

  /**
   * @param charset UTF-16 of one byte order
   */
  Utf16Input(InputStream wide, Charset charset) {
    this.wide = wide;
    this.decoder = charset.newDecoder();
  }

  @Override
  public int read() throws IOException {
    return fill() ? narrow.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, narrow.remaining());
    narrow.get(buffer, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    wide.close();
  }

  private boolean fill() throws IOException {
    while (!narrow.hasRemaining() && !(ended && !bytes.hasRemaining())) {
      readWide();
      narrow = decoded();
    }
    return narrow.hasRemaining();
  }

  private void readWide() throws IOException {
    bytes.compact();
    int read = wide.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  private ByteBuffer decoded() {
    characters.clear();
    CoderResult result = decoder.decode(bytes, characters, ended);
    characters.flip();
    ByteBuffer text = StandardCharsets.UTF_8.encode(characters);
    if (!result.isError()) {
      return text;
    }
    bytes.position(bytes.position() + result.length());
    decoder.reset();
    return ByteBuffer.allocate(text.remaining() + 1).put(text).put(NEVER_IN_UTF_8).flip();
  }
}
