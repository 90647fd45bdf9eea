package io.valora.base;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Length of time as people write it, such as {@code 30 days}.
 *
 * @param duration above 0
 * @param text as it was written
 */
public record TimeSpan(Duration duration, String text) implements Serializable {
  /** What a text of one must be. */
  public static final String MUST =
      "must be 1 to 99,999 minutes, hours, days or weeks, such as 30 days";

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,4}) (minute|hour|day|week)s?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7));

  /** Empty for a text that is none. */
  public static Optional<TimeSpan> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TimeSpan(
                UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))), text))
        : Optional.empty();
  }

  public long micros() {
    return duration.toSeconds() * 1_000_000;
  }

  @Override
  public String toString() {
    return text;
  }
}
