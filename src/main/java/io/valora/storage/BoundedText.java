package io.valora.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.io.InputStream;

/** A text file that others wrote, read no further than it may be long. */
public final class BoundedText {
  private BoundedText() {}

  /**
   * @param mostBytes from 1 to the largest int less one
   * @throws JobException when the file is longer, or can't be read
   */
  public static String read(Storage storage, String uri, int mostBytes) {
    if (storage.isFolder(uri)) {
      throw cannotRead(uri, "it is a folder (must be a file)", null);
    }
    try (InputStream in = storage.open(uri)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw cannotRead(uri, "it is longer than %,d bytes".formatted(mostBytes), null);
      }
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw cannotRead(uri, reason, e);
    }
  }

  private static JobException cannotRead(String uri, String reason, IOException cause) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read " + uri, reason, cause);
  }
}
