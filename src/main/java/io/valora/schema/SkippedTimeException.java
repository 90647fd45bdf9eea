package io.valora.schema;

import java.time.DateTimeException;
import java.time.ZoneId;

/** A local time that a change of clocks skips. */
final class SkippedTimeException extends DateTimeException {
  private static final long serialVersionUID = 1L;

  private final ZoneId zone;

  SkippedTimeException(ZoneId zone) {
    super("skipped by a change of clocks");
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }
}
