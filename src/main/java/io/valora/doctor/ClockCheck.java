package io.valora.doctor;

import java.time.Duration;
import java.time.Instant;

/** Check for clock skew against the driver. */
final class ClockCheck {
  private static final Duration TOLERATED = Duration.ofSeconds(5);
  private static final Duration BEARABLE = Duration.ofMinutes(5);

  private ClockCheck() {}

  /**
   * @param name of the clock
   * @param reading of it
   * @param before of the driver's clock, earlier than the reading was taken
   * @param after of the driver's clock, later than the reading was taken
   */
  static Finding of(String name, Instant reading, Instant before, Instant after) {
    String subject = "clock of " + name;
    Duration behind = Duration.between(reading, before);
    Duration ahead = Duration.between(after, reading);
    Duration skew = behind.compareTo(ahead) > 0 ? behind : ahead;
    if (skew.compareTo(TOLERATED) <= 0) {
      return Finding.ok(subject, "as the driver's");
    }
    String value =
        "%,d s %s the driver's".formatted(skew.toSeconds(), skew == behind ? "behind" : "ahead of");
    String remedy = "let every machine take its time from one server (chrony or ntpd)";
    return skew.compareTo(BEARABLE) <= 0
        ? Finding.warn(subject, value, remedy)
        : Finding.unfit(subject, value, remedy);
  }
}
