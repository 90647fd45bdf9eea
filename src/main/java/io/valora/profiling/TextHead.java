package io.valora.profiling;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.lines.TextStream;
import io.valora.storage.Storage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * First characters of a file, cut after a whole line.
 *
 * @param file as the user named it
 * @param encoding name of the encoding that they were read by
 * @param whole whether nothing follows them
 */
public record TextHead(String file, String text, String encoding, boolean whole) {
  private static final int MOST_BYTES = 8 << 20;
  private static final String LATIN = "windows-1252";
  private static final char REPLACEMENT = '\uFFFD';
  private static final char LAST_ASCII = '\u007F';

  /**
   * Reads the head of a file.
   *
   * @param address of the file
   * @throws JobException when it can't be read or is empty
   */
  public static TextHead read(Storage storage, String file, String address) {
    try (TextStream in = TextStream.open(storage.open(address), StandardCharsets.UTF_8)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      boolean whole = bytes.length <= MOST_BYTES;
      TextHead head = decoded(file, bytes, whole);
      if (head.text().isBlank()) {
        throw JobException.cannot(Outcome.DATA_REJECTED, "look at " + file, "it is empty");
      }
      return head;
    } catch (IOException e) {
      throw JobException.cannot(Outcome.DATA_REJECTED, "look at " + file, e.getMessage(), e);
    }
  }

  /** The text of a file that was read to its end. */
  static TextHead decoded(String file, byte[] bytes) {
    return decoded(file, bytes, true);
  }

  private static TextHead decoded(String file, byte[] bytes, boolean whole) {
    String utf8 = new String(bytes, StandardCharsets.UTF_8);
    // UTF-16 comes as UTF-8: its byte order mark says so.
    Charset charset = isLikely(utf8) ? StandardCharsets.UTF_8 : Charset.forName(LATIN);
    String text = charset == StandardCharsets.UTF_8 ? utf8 : new String(bytes, charset);
    int end = whole ? text.length() : text.lastIndexOf('\n') + 1;
    return new TextHead(file, text.substring(0, end), charset.name(), whole);
  }

  /** Whether characters beyond ASCII came out right more often than not: a few bytes are broken. */
  private static boolean isLikely(String utf8) {
    long broken = utf8.chars().filter(at -> at == REPLACEMENT).count();
    long right = utf8.chars().filter(at -> at > LAST_ASCII && at != REPLACEMENT).count();
    return broken <= right;
  }
}
