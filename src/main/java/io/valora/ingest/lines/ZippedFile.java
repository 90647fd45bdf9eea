package io.valora.ingest.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The only file in a zip archive; an archive with several is refused at the second. */
final class ZippedFile extends FilterInputStream {
  private final ZipInputStream zip;
  private final String name;
  private boolean ended;

  ZippedFile(InputStream packed) throws IOException {
    super(new ZipInputStream(packed));
    this.zip = (ZipInputStream) in;
    ZipEntry first = nextFile();
    if (first == null) {
      throw new UnreadableFileException("it is a zip archive without files");
    }
    this.name = first.getName();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = ended ? -1 : zip.read(buffer, offset, length);
    if (read < 0 && !ended) {
      ended = true;
      refuseFurther(nextFile());
    }
    return read;
  }

  /** Reads to the end, so that a further file is noticed now. */
  void requireSingle() throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (read(buffer, 0, buffer.length) >= 0) {
      // Only the end matters.
    }
  }

  private void refuseFurther(ZipEntry further) throws UnreadableFileException {
    if (further == null) {
      return;
    }
    String both = name + " " + further.getName();
    throw new UnreadableFileException(
        both.contains("[Content_Types].xml")
            ? "it is an Office document, such as an Excel workbook (export it as CSV)"
            : "it is a zip archive of several files, such as %s and %s (unpack it)"
                .formatted(name, further.getName()));
  }

  /** The next entry that is neither a folder nor an addition of macOS. */
  private ZipEntry nextFile() throws IOException {
    ZipEntry entry = zip.getNextEntry();
    while (entry != null
        && (entry.isDirectory()
            || entry.getName().startsWith("__MACOSX/")
            || entry.getName().endsWith(".DS_Store"))) {
      entry = zip.getNextEntry();
    }
    return entry;
  }
}
