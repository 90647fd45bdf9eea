package io.valora.schema;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reader of local times whose pattern has digits alone, such as {@code d/M/uuuu H:mm}, several
 * times as fast as a formatter. It reads the texts that are as wide as the pattern says and leaves
 * every other to the formatter.
 */
final class DigitTimes {
  private static final String FIELDS = "uMdHms";
  private static final int[] UNWRITTEN = {0, 1, 1, 0, 0, 0};
  private static final int YEAR = 0;
  private static final int YEAR_DIGITS = 4;

  /** A day is one of a month, a minute of an hour, a second of a minute. */
  private static final List<Integer> NEEDING_THE_LARGER = List.of(2, 4, 5);

  private final List<Part> parts;

  private DigitTimes(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * A number, or the text between two.
   *
   * @param field index in {@link #FIELDS}; -1 of a text
   * @param fewest digits
   */
  private record Part(int field, int fewest, int most, String text) {
    private boolean isNumber() {
      return field >= 0;
    }

    private boolean isOpen() {
      return fewest < most;
    }
  }

  /**
   * The reader of a pattern; empty when it has names, fractions, zones or optional parts, no year,
   * or a number that ends where only the next one tells.
   *
   * @param pattern with {@code u} as the year
   */
  static Optional<DigitTimes> of(String pattern) {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < pattern.length(); ) {
      int end = endOfRun(pattern, at);
      Optional<Part> part = part(pattern.substring(at, end));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
      at = end;
    }
    return tellsEachNumber(parts)
        ? Optional.of(new DigitTimes(List.copyOf(parts)))
        : Optional.empty();
  }

  /** Of equal characters, or of a quoted text. */
  private static int endOfRun(String pattern, int start) {
    if (pattern.charAt(start) == '\'') {
      int closing = pattern.indexOf('\'', start + 1);
      return closing < 0 ? pattern.length() : closing + 1;
    }
    int end = start + 1;
    while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(start)) {
      end++;
    }
    return end;
  }

  private static Optional<Part> part(String run) {
    char letter = run.charAt(0);
    if (letter == '\'') {
      return run.length() > 2 && run.endsWith("'")
          ? Optional.of(text(run.substring(1, run.length() - 1)))
          : Optional.empty();
    }
    if (!Character.isLetterOrDigit(letter) && "[]{}#".indexOf(letter) < 0) {
      return Optional.of(text(run));
    }
    int field = FIELDS.indexOf(letter);
    boolean isNumber = field == YEAR ? run.length() == YEAR_DIGITS : field > 0 && run.length() <= 2;
    return isNumber
        ? Optional.of(new Part(field, run.length(), field == YEAR ? YEAR_DIGITS : 2, ""))
        : Optional.empty();
  }

  private static Part text(String text) {
    return new Part(-1, text.length(), text.length(), text);
  }

  /** Each field once and none without the one it is part of, and no number runs into the next. */
  private static boolean tellsEachNumber(List<Part> parts) {
    for (int i = 1; i < parts.size(); i++) {
      boolean meet = parts.get(i - 1).isNumber() && parts.get(i).isNumber();
      if (meet && (parts.get(i - 1).isOpen() || parts.get(i).isOpen())) {
        return false;
      }
    }
    List<Integer> fields = parts.stream().filter(Part::isNumber).map(Part::field).toList();
    return fields.contains(YEAR)
        && fields.stream().distinct().count() == fields.size()
        && NEEDING_THE_LARGER.stream()
            .allMatch(field -> !fields.contains(field) || fields.contains(field - 1));
  }

  /** The time, midnight and the first of January where the pattern has no more; null if unread. */
  LocalDateTime read(String text) {
    int[] fields = UNWRITTEN.clone();
    int at = 0;
    for (Part part : parts) {
      int end = part.isNumber() ? number(text, at, part, fields) : afterText(text, at, part);
      if (end < 0) {
        return null;
      }
      at = end;
    }
    try {
      return at == text.length()
          ? LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5])
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int afterText(String text, int at, Part part) {
    return text.startsWith(part.text(), at) ? at + part.most() : -1;
  }

  private static int number(String text, int at, Part part, int[] fields) {
    int last = Math.min(text.length(), at + part.most());
    int value = 0;
    int i = at;
    while (i < last && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      value = 10 * value + text.charAt(i++) - '0';
    }
    fields[part.field()] = value;
    return i - at < part.fewest() ? -1 : i;
  }
}
