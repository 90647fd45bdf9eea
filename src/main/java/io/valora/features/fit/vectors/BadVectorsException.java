package io.valora.features.fit.vectors;

import java.io.IOException;

/** A file of vectors that is not what it should be; the message says why, and where. */
final class BadVectorsException extends IOException {
  private static final long serialVersionUID = 1L;

  BadVectorsException(String reason) {
    super(reason);
  }
}
