package io.valora.schema;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Formatters of one pattern. They read the names of months, weekdays and halves of the day in each
 * form that people write them in a language: with and without points, {@code a. m.} and {@code AM},
 * {@code sept} and {@code sep}, {@code septiembre} and {@code setiembre}.
 */
final class TimeNames {
  private static final List<UnaryOperator<String>> FORMS =
      List.of(
          name -> name,
          name -> name.endsWith(".") ? name : name + ".",
          name -> name.replace(". ", "."),
          name -> name.replaceFirst("^sept(?=iembre|$)", "set"),
          name -> name.replace(".", ""),
          name -> name.replaceAll("[. ]", ""));
  private static final int ABBREVIATION = 3;

  private final String pattern;
  private final Locale locale;

  TimeNames(String pattern, Locale locale) {
    this.pattern = plainSpaces(pattern);
    this.locale = locale;
  }

  /** The text with an ordinary space for every no-break and thin one. */
  static String plainSpaces(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(at -> out.append(Character.isSpaceChar(at) ? ' ' : (char) at));
    return out.toString();
  }

  DateTimeFormatter writing() {
    return new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(locale);
  }

  /** A strict formatter that takes names in all their forms. */
  DateTimeFormatter reading() {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    StringBuilder plain = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); ) {
      int end = at + 1;
      while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(at)) {
        end++;
      }
      String run = pattern.substring(at, end);
      quoted ^= run.charAt(0) == '\'' && run.length() % 2 == 1;
      List<Map<Long, String>> names = quoted ? List.of() : names(run);
      if (names.isEmpty()) {
        plain.append(run);
      } else {
        builder.appendPattern(plain.toString());
        plain.setLength(0);
        append(builder, field(run), names);
      }
      at = end;
    }
    return builder
        .appendPattern(plain.toString())
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(
      DateTimeFormatterBuilder builder, TemporalField field, List<Map<Long, String>> names) {
    for (Map<Long, String> one : names) {
      builder.appendOptional(
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendText(field, one)
              .toFormatter());
    }
  }

  private static TemporalField field(String run) {
    return switch (run.charAt(0)) {
      case 'a' -> ChronoField.AMPM_OF_DAY;
      case 'E' -> ChronoField.DAY_OF_WEEK;
      default -> ChronoField.MONTH_OF_YEAR;
    };
  }

  /** Names of each value in the forms to read, longer before shorter; none for numbers. */
  private List<Map<Long, String>> names(String run) {
    List<Map<Long, String>> names = new ArrayList<>();
    boolean isFull = run.length() == 4;
    switch (run.charAt(0)) {
      case 'M', 'L' -> {
        if (run.length() == 3 || isFull) {
          months(names, isFull);
        }
      }
      case 'E' -> weekdays(names, isFull);
      case 'a' -> halves(names);
      default -> {}
    }
    return inForms(names);
  }

  private void months(List<Map<Long, String>> names, boolean isFull) {
    List<TextStyle> styles =
        isFull
            ? List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)
            : List.of(TextStyle.SHORT, TextStyle.SHORT_STANDALONE);
    for (TextStyle style : styles) {
      Map<Long, String> byNumber = new TreeMap<>();
      for (Month month : Month.values()) {
        byNumber.put((long) month.getValue(), month.getDisplayName(style, locale));
      }
      names.add(byNumber);
    }
    if (!isFull) {
      Map<Long, String> cut = new TreeMap<>();
      for (Month month : Month.values()) {
        String full = month.getDisplayName(TextStyle.FULL, locale);
        cut.put((long) month.getValue(), full.substring(0, Math.min(ABBREVIATION, full.length())));
      }
      names.add(cut);
    }
  }

  private void weekdays(List<Map<Long, String>> names, boolean isFull) {
    Map<Long, String> byNumber = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      TextStyle style = isFull ? TextStyle.FULL : TextStyle.SHORT;
      byNumber.put((long) day.getValue(), day.getDisplayName(style, locale));
    }
    names.add(byNumber);
  }

  private void halves(List<Map<Long, String>> names) {
    for (Locale one : List.of(locale, Locale.ENGLISH)) {
      DateTimeFormatter half = DateTimeFormatter.ofPattern("a", one);
      names.add(Map.of(0L, half.format(LocalTime.of(1, 0)), 1L, half.format(LocalTime.of(13, 0))));
    }
    names.add(Map.of(0L, "a. m.", 1L, "p. m."));
  }

  private static List<Map<Long, String>> inForms(List<Map<Long, String>> names) {
    Set<Map<Long, String>> forms = new LinkedHashSet<>();
    for (Map<Long, String> one : names) {
      for (UnaryOperator<String> form : FORMS) {
        Map<Long, String> changed = new TreeMap<>();
        one.forEach((value, name) -> changed.put(value, form.apply(plainSpaces(name))));
        if (new HashSet<>(changed.values()).size() == changed.size()) {
          forms.add(changed);
        }
      }
    }
    return forms.stream().sorted((a, b) -> Integer.compare(length(b), length(a))).toList();
  }

  private static int length(Map<Long, String> names) {
    return names.values().stream().mapToInt(String::length).sum();
  }
}
