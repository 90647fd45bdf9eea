package io.valora.pipeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of runs that were given none. */
final class RunNames {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private RunNames() {}

  /** Such as {@code 20260131-235959-001}; names sort by time. */
  static String at(Instant now) {
    return TIME.format(now);
  }
}
