package io.valora.ingest.lines;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file as bytes: unpacked, without its byte order mark, and UTF-8 where the file is
 * UTF-16.
 */
public final class TextStream extends FilterInputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_BYTES = 512;

  private final FileKind kind;
  private final ByteOrderMark mark;
  private final Charset declared;

  private TextStream(InputStream text, FileKind kind, ByteOrderMark mark, Charset declared) {
    super(text);
    this.declared = declared;
    this.kind = kind;
    this.mark = mark;
  }

  /**
   * Opens the text of a file.
   *
   * @param raw the file from its first byte
   * @param declared the encoding, unless a byte order mark says another
   * @throws UnreadableFileException when it is of another format
   */
  public static TextStream open(InputStream raw, Charset declared) throws IOException {
    BufferedInputStream packed = new BufferedInputStream(raw, BUFFER_BYTES);
    byte[] first = first(packed);
    refuseForeign(first);
    FileKind kind = FileKind.of(first);
    InputStream text = packed;
    byte[] start = first;
    if (kind != FileKind.PLAIN) {
      try {
        text = new BufferedInputStream(kind.unpacked(packed), BUFFER_BYTES);
        start = first(text);
      } catch (IOException e) {
        throw UnreadableFileException.damaged(kind, e);
      }
    }
    refuseForeign(start);
    ByteOrderMark mark = ByteOrderMark.of(start, declared);
    if (!mark.isWide() && hasZeroInEachPair(start)) {
      throw new UnreadableFileException(
          "it is UTF-16 without a byte order mark (set encoding: UTF-16)");
    }
    text.skipNBytes(mark.bytes());
    return new TextStream(
        mark.isWide() ? new Utf16Input(text, mark.charset()) : text, kind, mark, declared);
  }

  /**
   * Reads a zip archive to its end.
   *
   * @throws UnreadableFileException when it has several files
   */
  public static void requireSingleFile(InputStream zip) throws IOException {
    try (ZippedFile file = new ZippedFile(zip)) {
      file.requireSingle();
    }
  }

  public FileKind kind() {
    return kind;
  }

  /** The reason why the stream has failed. */
  public UnreadableFileException damage(IOException thrown) {
    return UnreadableFileException.damaged(kind, thrown);
  }

  /** Whether these bytes are those of the file behind its byte order mark, as declared. */
  public boolean isVerbatim() {
    return kind == FileKind.PLAIN && !mark.isWide() && mark.charset().equals(declared);
  }

  /** The length of the byte order mark. */
  public int markBytes() {
    return mark.bytes();
  }

  /** The encoding of the bytes that are read here. */
  public Charset charset() {
    return mark.isWide() ? StandardCharsets.UTF_8 : mark.charset();
  }

  /** The encoding of the file, as messages name it. */
  public String encoding() {
    return mark.charset().name();
  }

  /** Whether nearly every other byte is 0, and none between, as in UTF-16 of western letters. */
  private static boolean hasZeroInEachPair(byte[] start) {
    int[] zeros = new int[2];
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
    }
    int pairs = start.length / 2;
    return pairs > 1
        && Math.min(zeros[0], zeros[1]) == 0
        && 10 * Math.max(zeros[0], zeros[1]) >= 9 * pairs;
  }

  private static byte[] first(InputStream stream) throws IOException {
    stream.mark(FIRST_BYTES);
    byte[] first = stream.readNBytes(FIRST_BYTES);
    stream.reset();
    return first;
  }

  private static void refuseForeign(byte[] first) throws UnreadableFileException {
    Optional<String> foreign = ForeignFormat.of(first);
    if (foreign.isPresent()) {
      throw new UnreadableFileException(foreign.get());
    }
  }
}
