package io.valora.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.storage.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A file of an export.
 *
 * @param bytes its size
 */
record ExportFile(String name, long bytes, FileContent content) {
  static ExportFile of(String name, byte[] content) {
    return new ExportFile(name, content.length, out -> out.write(content));
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ExportFile of(String name, String text) {
    return of(name, text.getBytes(UTF_8));
  }
}
