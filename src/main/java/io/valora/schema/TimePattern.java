package io.valora.schema;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * Date-time pattern of a column, such as {@code M/d/yyyy H:mm}: the letters of {@link
 * DateTimeFormatter} with English names, resolved strictly, so that 30 February is no date. A
 * pattern without a time of day means midnight; one without a zone means the zone given.
 *
 * @param zone an identifier such as {@code UTC} or {@code Europe/Madrid}
 */
public record TimePattern(String pattern, String zone) implements Serializable {
  private static final ZonedDateTime PROBE =
      ZonedDateTime.of(2021, 11, 23, 17, 0, 0, 0, ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when the zone is unknown, or the pattern can't tell a day, or
   *     can't tell an hour that it writes
   */
  public TimePattern {
    ZoneId at = zoneOf(zone);
    DateTimeFormatter formatter = formatterOf(pattern);
    if (!tellsDayAndHour(formatter, at)) {
      throw new IllegalArgumentException(
          "pattern '%s' can't tell the day and hour it writes".formatted(pattern));
    }
  }

  /** Reads times; safe to share between threads, not serializable. */
  public Reader reader() {
    return new Reader(formatterOf(pattern), zoneOf(zone));
  }

  /** The formatter of one pattern, ready to use. */
  public record Reader(DateTimeFormatter formatter, ZoneId zone) {
    /**
     * The instant that the text names. A local time that a change of clocks skips is refused; of
     * one that it repeats, the earlier is meant.
     *
     * @throws DateTimeException when the text is no such time
     */
    public Instant read(String text) {
      TemporalAccessor parsed = formatter.parse(text);
      LocalDate day = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      if (day == null) {
        throw new DateTimeException("no day in " + text);
      }
      LocalDateTime local = day.atTime(time == null ? LocalTime.MIDNIGHT : time);
      ZoneId written = parsed.query(TemporalQueries.zone());
      List<ZoneOffset> offsets =
          (written == null ? zone : written).getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        throw new DateTimeException("skipped by a change of clocks");
      }
      return local.toInstant(offsets.get(0));
    }

    /** The time as the pattern writes it, in the zone. */
    public String write(Instant time) {
      return formatter.format(time.atZone(zone));
    }
  }

  private static boolean tellsDayAndHour(DateTimeFormatter formatter, ZoneId zone) {
    try {
      ZonedDateTime probe = PROBE.withZoneSameLocal(zone);
      String written = formatter.format(probe);
      Instant read = new Reader(formatter, zone).read(written);
      boolean writesHour = !written.equals(formatter.format(probe.withHour(4)));
      ZonedDateTime expected = writesHour ? probe : probe.withHour(0);
      return read.equals(expected.toInstant());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static ZoneId zoneOf(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s' is unknown".formatted(zone), e);
    }
  }

  private static DateTimeFormatter formatterOf(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(withProlepticYear(pattern))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Strict resolving wants an era beside {@code y}; {@code u} is the year without one. */
  private static String withProlepticYear(String pattern) {
    StringBuilder out = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < out.length(); i++) {
      quoted ^= out.charAt(i) == '\'';
      if (!quoted && out.charAt(i) == 'y') {
        out.setCharAt(i, 'u');
      }
    }
    return out.toString();
  }
}
