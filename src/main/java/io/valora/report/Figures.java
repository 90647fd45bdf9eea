package io.valora.report;

import io.valora.base.Figure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Number formatting of the report: English, thousands separated, a word for undefined numbers. */
public final class Figures {
  private static final String UNDEFINED = "undefined";
  private static final String MINUS = "−";
  private static final List<String> WORDS =
      List.of(
          "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** 12,345. */
  public static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value).replace("-", MINUS);
  }

  /** "1 rating", "2,233 ratings": for nouns whose plural ends in s. */
  public static String counted(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Words up to twelve, digits above. */
  public static String inWords(int value) {
    return value < WORDS.size() ? WORDS.get(value) : count(value);
  }

  /** Three decimals: scores that are compared with each other. */
  public static String score(double value) {
    return decimals(value, 3);
  }

  /** Four decimals: scores whose small differences matter. */
  public static String fineScore(double value) {
    return decimals(value, 4);
  }

  /** Four decimals, or four significant digits where those would show too few. */
  public static String measured(double value) {
    return Figure.of(value).replace("-", MINUS);
  }

  /** The same; a dash where there is no number. */
  public static String measuredOrNone(double value) {
    return Double.isNaN(value) ? "–" : measured(value);
  }

  /** One decimal. */
  public static String seconds(double value) {
    return decimals(value, 1);
  }

  /** Two decimals: stars in a sentence, predictions, means. */
  public static String stars(double value) {
    return decimals(value, 2);
  }

  /** No more decimals than a rating was given with, two at most: 4, 3.5, 3.25. */
  public static String given(double value) {
    String text = decimals(value, 2);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** A fraction as a percentage for a sentence: 0.0823 is 8.2%, 0.52 is 52%. */
  public static String percent(double fraction) {
    if (fraction != 0 && Math.abs(fraction) < 0.0005) {
      return "less than 0.1%";
    }
    return fraction == 0 || Math.abs(fraction) >= 0.0995
        ? withSign(decimals(100 * fraction, 0))
        : tenths(fraction);
  }

  /** A fraction as a percentage to compare with others in a column: 0.2751 is 27.5%. */
  public static String tenths(double fraction) {
    return withSign(decimals(100 * fraction, 1));
  }

  /** {@code part} of {@code whole} as a percentage; undefined when there is no whole. */
  public static String share(long part, long whole) {
    return percent(whole == 0 ? Double.NaN : (double) part / whole);
  }

  /** A date and a time of day in UTC. */
  public static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  private static String withSign(String number) {
    return number.equals(UNDEFINED) ? number : number + "%";
  }

  /** With a number of decimals: for values whose unit only the job knows. */
  public static String decimals(double value, int places) {
    if (!Double.isFinite(value)) {
      return UNDEFINED;
    }
    String text = String.format(Locale.ENGLISH, "%,." + places + "f", value);
    boolean negativeZero = text.startsWith("-") && text.chars().noneMatch(c -> c > '0' && c <= '9');
    return negativeZero ? text.substring(1) : text.replace("-", MINUS);
  }
}
