package io.valora.profiling;

import io.valora.schema.TimePattern;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Type that nearly all cells of a column have.
 *
 * @param kind number, time or text
 * @param keys keys of the job file that say so, such as {@code type: double}; empty for text
 * @param fits test of a cell
 */
record ValueType(Kind kind, String keys, Predicate<String> fits) {
  /** Kind of a value. */
  enum Kind {
    NUMBER,
    TIME,
    TEXT
  }

  static final ValueType TEXT = new ValueType(Kind.TEXT, "", cell -> true);

  private static final double NEARLY_ALL = 0.95;
  private static final int MOST_COMPARED = 2_000;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,9})?");
  private static final Pattern COMMA_NUMBER =
      Pattern.compile("[-+]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");
  private static final Pattern GROUPED_NUMBER =
      Pattern.compile("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?|[-+]?\\d+(\\.\\d+)?");
  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{8,9}");
  private static final Pattern MILLISECONDS = Pattern.compile("[1-9]\\d{11,12}");
  private static final Pattern TIME_NAME =
      Pattern.compile(".*(time|date|stamp|fecha|datum|created|_at|_ts|\\bts\\b).*");

  private static final ValueType PLAIN = number("type: double", NUMBER);
  private static final List<ValueType> NUMBERS =
      List.of(
          PLAIN,
          number("type: double, decimal: \",\", thousands: \".\"", COMMA_NUMBER),
          number("type: double, thousands: \",\"", GROUPED_NUMBER));

  private static final List<ValueType> TIMES =
      patterns(
          "yyyy-MM-dd",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ssX",
          "yyyy-MM-dd'T'HH:mm:ss.SSSX",
          "yyyy-MM-dd'T'HH:mm:ss.SSS",
          "yyyy-MM-dd HH:mm:ss.SSS",
          "yyyy-MM-dd HH:mm:ss z",
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd'T'HH:mm",
          "yyyy/MM/dd",
          "yyyy/MM/dd HH:mm:ss",
          "M/d/yyyy",
          "M/d/yyyy H:mm",
          "M/d/yyyy H:mm:ss",
          "M/d/yyyy h:mm a",
          "M/d/yyyy h:mm:ss a",
          "d/M/yyyy",
          "d/M/yyyy H:mm",
          "d/M/yyyy H:mm:ss",
          "d.M.yyyy",
          "d.M.yyyy H:mm",
          "d.M.yyyy H:mm:ss",
          "d-M-yyyy",
          "d-M-yyyy H:mm",
          "d MMM yyyy",
          "d-MMM-yyyy",
          "d MMMM yyyy",
          "MMM d, yyyy",
          "MMMM d, yyyy",
          "d MMM yyyy|es",
          "d MMM yyyy H:mm|es",
          "d MMM yyyy h:mm a|es",
          "d 'de' MMMM 'de' yyyy|es",
          "d/M/yyyy h:mm a|es",
          "d. MMMM yyyy|de",
          "d MMMM yyyy|fr");

  /**
   * The type of the cells of a column, which are neither empty nor markers of missing values.
   *
   * @param column its name in the file, which tells seconds since 1970 from other whole numbers
   */
  static ValueType of(String column, List<String> cells) {
    if (cells.isEmpty()) {
      return TEXT;
    }
    Optional<ValueType> epoch = epoch(column, cells);
    return epoch.or(() -> first(NUMBERS, cells)).or(() -> first(TIMES, cells)).orElse(TEXT);
  }

  private static Optional<ValueType> epoch(String column, List<String> cells) {
    if (!TIME_NAME.matcher(column.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.empty();
    }
    return first(
        List.of(
            new ValueType(Kind.TIME, "type: epoch-seconds", SECONDS.asMatchPredicate()),
            new ValueType(Kind.TIME, "type: epoch-milliseconds", MILLISECONDS.asMatchPredicate())),
        cells);
  }

  private static Optional<ValueType> first(List<ValueType> types, List<String> cells) {
    int step = 1 + cells.size() / MOST_COMPARED;
    List<String> compared =
        IntStream.iterate(0, at -> at < cells.size(), at -> at + step)
            .mapToObj(cells::get)
            .toList();
    return types.stream().filter(type -> type.fitsNearlyAll(compared)).findFirst();
  }

  /** Stops at the first cell too many that doesn't fit. */
  private boolean fitsNearlyAll(List<String> cells) {
    long most = Math.round((1 - NEARLY_ALL) * cells.size());
    return cells.stream().filter(fits.negate()).limit(most + 1).count() <= most;
  }

  private static ValueType number(String keys, Pattern pattern) {
    return new ValueType(Kind.NUMBER, keys, pattern.asMatchPredicate());
  }

  private static List<ValueType> patterns(String... patterns) {
    return List.of(patterns).stream().map(ValueType::time).toList();
  }

  /**
   * @param written a pattern, and the language of its names behind a bar where it isn't English
   */
  private static ValueType time(String written) {
    String[] parts = written.split("\\|");
    String pattern = "type: timestamp, pattern: \"%s\"".formatted(parts[0]);
    String locale = parts.length > 1 ? parts[1] : "en";
    TimePattern.Reader reader = new TimePattern(parts[0], "UTC", locale).reader();
    return new ValueType(
        Kind.TIME,
        parts.length > 1 ? pattern + ", locale: " + locale : pattern,
        cell -> {
          try {
            reader.read(cell);
            return true;
          } catch (DateTimeException e) {
            return false;
          }
        });
  }
}
