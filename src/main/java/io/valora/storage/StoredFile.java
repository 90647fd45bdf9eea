package io.valora.storage;

import java.time.Instant;

/**
 * One file that exists.
 *
 * @param uri its full address
 * @param bytes its length
 * @param modified when it was last written, by the clock of the storage
 */
public record StoredFile(String uri, long bytes, Instant modified) {
  /** Whether a search leaves out what has such a name. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
  }
}
