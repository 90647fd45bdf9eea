package io.valora.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.storage.FileContent;

/**
 * A file of an export.
 *
 * @param bytes its size
 */
record ExportFile(String name, long bytes, FileContent content) {
  static ExportFile of(String name, byte[] content) {
    return new ExportFile(name, content.length, out -> out.write(content));
  }

  static ExportFile of(String name, String text) {
    return of(name, text.getBytes(UTF_8));
  }
}
