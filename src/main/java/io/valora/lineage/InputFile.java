package io.valora.lineage;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * One file a run read.
 *
 * @param name path or display name
 * @param bytes its length
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 * @param written when it was last written, by the clock of the storage; {@link #UNKNOWN} where
 *     nobody noted it
 */
public record InputFile(String name, long bytes, String sha256, Instant written)
    implements Serializable {
  /** In place of a time that nobody noted. */
  public static final Instant UNKNOWN = Instant.MIN;

  /** A file of which nobody noted when it was written. */
  public InputFile(String name, long bytes, String sha256) {
    this(name, bytes, sha256, UNKNOWN);
  }

  /** When it was last written, where that was noted. */
  public Optional<Instant> modified() {
    return Optional.of(written).filter(time -> !time.equals(UNKNOWN));
  }

  /** The same file, written at that time. */
  public InputFile writtenAt(Instant time) {
    return new InputFile(name, bytes, sha256, time);
  }
}
