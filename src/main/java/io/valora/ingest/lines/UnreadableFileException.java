package io.valora.ingest.lines;

import java.io.IOException;

/** Refusal of a file that isn't text; its message is the reason. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableFileException(String reason) {
    super(reason);
  }

  /** The reason for whatever reading a file of this kind has thrown. */
  static UnreadableFileException damaged(FileKind kind, IOException thrown) {
    if (thrown instanceof UnreadableFileException reason) {
      return reason;
    }
    String label = kind == FileKind.PLAIN ? "compressed" : kind.label();
    String reason = thrown.getMessage() == null ? "its end is missing" : thrown.getMessage();
    return new UnreadableFileException(
        "it is not a whole and valid %s file (%s)".formatted(label, reason));
  }
}
