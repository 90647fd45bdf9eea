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
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Date-time pattern of a column, such as {@code M/d/yyyy H:mm}: the letters of {@link
 * DateTimeFormatter}, resolved strictly, so that 30 February is no date. A pattern without a time
 * of day means midnight, one without a day the first, one without a month January; one without a
 * zone means the zone given.
 *
 * @param zone an identifier such as {@code UTC} or {@code Europe/Madrid}
 * @param locale the language of names of months, days and halves of the day, such as {@code es}
 */
public record TimePattern(String pattern, String zone, String locale) implements Serializable {
  /** The language of names unless a job says another. */
  public static final String ENGLISH = "en";

  /** Dates, with or without a time, of tables whose texts follow ISO 8601. */
  public static final String ISO = "yyyy-MM-dd['T'HH:mm:ss[.SSSSSS]]";

  private static final ZonedDateTime PROBE =
      ZonedDateTime.of(2021, 11, 23, 17, 0, 0, 0, ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when zone or locale are unknown, the pattern has no year, or
   *     it writes a month, day or hour that it can't tell
   */
  public TimePattern {
    ZoneId at = zoneOf(zone);
    if (!tellsWhatItWrites(reader(pattern, at, localeOf(locale)))) {
      throw new IllegalArgumentException(
          "pattern '%s' can't tell the year, day and hour it writes".formatted(pattern));
    }
  }

  /** A pattern with English names. */
  public TimePattern(String pattern, String zone) {
    this(pattern, zone, ENGLISH);
  }

  /** Reads times; safe to share between threads, not serializable. */
  public Reader reader() {
    return reader(pattern, zoneOf(zone), localeOf(locale));
  }

  /** The locale of a language tag; empty when no names are known in it. */
  static Optional<Locale> known(String tag) {
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    boolean known =
        Arrays.stream(Locale.getAvailableLocales())
            .anyMatch(one -> one.getLanguage().equals(locale.getLanguage()));
    return Optional.of(locale).filter(any -> known && !any.getLanguage().isEmpty());
  }

  /**
   * The formatters of one pattern, ready to use.
   *
   * @param digits reads most texts of some patterns, and no text otherwise than {@code reading}
   */
  public record Reader(
      Optional<DigitTimes> digits,
      DateTimeFormatter reading,
      DateTimeFormatter writing,
      ZoneId zone) {
    /**
     * The instant that the text names; spaces of any width stand for each other. A local time that
     * a change of clocks skips is refused; of one that it repeats, the earlier is meant.
     *
     * @throws DateTimeException when the text is no such time
     */
    public Instant read(String text) {
      LocalDateTime local = digits.isPresent() ? digits.get().read(text) : null;
      return local == null ? readAsWritten(text) : instant(local, zone);
    }

    private Instant readAsWritten(String text) {
      TemporalAccessor parsed = reading.parse(TimeNames.plainSpaces(text));
      LocalTime time = parsed.query(TemporalQueries.localTime());
      LocalDateTime local = day(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
      ZoneId written = parsed.query(TemporalQueries.zone());
      return instant(local, written == null ? zone : written);
    }

    private static Instant instant(LocalDateTime local, ZoneId at) {
      List<ZoneOffset> offsets = at.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        throw new SkippedTimeException(at);
      }
      return local.toInstant(offsets.get(0));
    }

    /** The time as the pattern writes it, in the zone. */
    public String write(Instant time) {
      return writing.format(time.atZone(zone));
    }

    private static LocalDate day(TemporalAccessor parsed) {
      LocalDate day = parsed.query(TemporalQueries.localDate());
      if (day != null) {
        return day;
      }
      boolean month = parsed.isSupported(ChronoField.MONTH_OF_YEAR);
      if (!month && parsed.isSupported(ChronoField.DAY_OF_MONTH)) {
        throw new DateTimeException("a day without its month");
      }
      return LocalDate.of(
          parsed.get(ChronoField.YEAR), month ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1, 1);
    }
  }

  private static boolean tellsWhatItWrites(Reader reader) {
    try {
      ZonedDateTime probe = PROBE.withZoneSameLocal(reader.zone());
      String written = reader.writing().format(probe);
      ZonedDateTime expected =
          probe
              .withHour(written.equals(reader.writing().format(probe.withHour(4))) ? 0 : 17)
              .withDayOfMonth(
                  written.equals(reader.writing().format(probe.withDayOfMonth(8))) ? 1 : 23)
              .withMonth(written.equals(reader.writing().format(probe.withMonth(2))) ? 1 : 11);
      return reader.read(written).equals(expected.toInstant());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Reader reader(String pattern, ZoneId zone, Locale locale) {
    String proleptic = withProlepticYear(pattern);
    TimeNames names = new TimeNames(proleptic, locale);
    return new Reader(DigitTimes.of(proleptic), names.reading(), names.writing(), zone);
  }

  private static Locale localeOf(String tag) {
    return known(tag)
        .orElseThrow(() -> new IllegalArgumentException("locale '%s' is unknown".formatted(tag)));
  }

  private static ZoneId zoneOf(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s' is unknown".formatted(zone), e);
    }
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
