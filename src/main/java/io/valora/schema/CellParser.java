package io.valora.schema;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns the text of the cells of one column into values, or says in one sentence what is wrong.
 * Values are {@code String}, {@code Integer}, {@code Long}, {@code Float}, {@code Double} and
 * {@code Instant}.
 *
 * <p>Nothing is lost on the way: 1.23 is no whole number (5.0 is one), a number must fit its type,
 * and NaN and infinities are refused. A float or double takes the nearest value it can hold, as
 * long as that is finite and only zero becomes zero; minus zero becomes zero. Times lie between
 * 1900 and 9999, which every reader of Parquet agrees on, and are cut to microseconds.
 */
public final class CellParser {
  private static final int LONGEST_NUMBER = 400;
  private static final long FIRST_SECOND = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final Problem MISSING = new Problem("is missing", "");
  private static final Typed NULL = new Typed(null);

  private final ColumnSpec column;
  private final TimePattern.Reader times;

  public CellParser(ColumnSpec column) {
    this.column = column;
    this.times = column.times() == null ? null : column.times().reader();
  }

  /**
   * Reads one cell.
   *
   * @param cell null counts as missing, and so does a text that the normalizers leave empty
   */
  public ParsedCell parse(String cell) {
    String text = cell;
    for (int i = 0; text != null && i < column.normalizers().size(); i++) {
      text = column.normalizers().get(i).apply(text);
    }
    if (text == null || text.isEmpty()) {
      return column.required() ? MISSING : NULL;
    }
    return column.values().isEmpty() ? typed(text) : mapped(text);
  }

  private ParsedCell mapped(String text) {
    String value = column.values().get(text);
    return value == null
        ? problem("must be one of " + String.join(", ", column.values().keySet()), text)
        : typed(value);
  }

  private ParsedCell typed(String text) {
    return switch (column.type()) {
      case STRING -> new Typed(text);
      case INT, LONG -> whole(text);
      case FLOAT, DOUBLE -> decimal(text);
      case TIMESTAMP -> time(text);
      case EPOCH_SECONDS -> epochSeconds(text);
    };
  }

  private ParsedCell whole(String text) {
    Long value;
    try {
      value = exactLong(text);
    } catch (ArithmeticException e) {
      return problem("must be a whole number that fits 64 bits", text);
    }
    if (value == null) {
      return problem("must be a whole number", text);
    }
    if (column.type() == ColumnType.LONG) {
      return bounded(value, value, text);
    }
    return value == value.intValue()
        ? bounded(value.intValue(), value, text)
        : problem("must be a whole number that fits 32 bits", text);
  }

  private ParsedCell decimal(String text) {
    if (!isNumber(text)) {
      return problem("must be a number", text);
    }
    double value = Double.parseDouble(text) + 0.0;
    if (column.type() == ColumnType.DOUBLE) {
      return Double.isInfinite(value) || (value == 0 && isNonZero(text))
          ? problem("must be a number that fits 64-bit floating point", text)
          : bounded(value, value, text);
    }
    float nearest = (float) value;
    return Float.isInfinite(nearest) || (nearest == 0 && isNonZero(text))
        ? problem("must be a number that fits 32-bit floating point", text)
        : bounded(nearest, value, text);
  }

  private ParsedCell time(String text) {
    try {
      Instant read = times.read(text);
      return inRange(read.getEpochSecond())
          ? new Typed(microseconds(read))
          : problem("must be a time from 1900 to 9999", text);
    } catch (DateTimeException e) {
      return problem("must be a time like " + column.times().pattern(), text);
    }
  }

  private ParsedCell epochSeconds(String text) {
    try {
      Long seconds = exactLong(text);
      if (seconds == null) {
        return problem("must be whole seconds since 1970", text);
      }
      if (inRange(seconds)) {
        return new Typed(Instant.ofEpochSecond(seconds));
      }
    } catch (ArithmeticException e) {
      // A number, and far out of range.
    }
    return problem("must be seconds since 1970 of a time from 1900 to 9999", text);
  }

  private ParsedCell bounded(Object value, double number, String text) {
    if (number < column.bounds().min()) {
      return new Problem("must be at least " + column.bounds().min(), text);
    }
    if (number > column.bounds().max()) {
      return new Problem("must be at most " + column.bounds().max(), text);
    }
    return new Typed(value);
  }

  private static Problem problem(String rule, String text) {
    return new Problem(rule, "'" + text + "'");
  }

  private static Instant microseconds(Instant time) {
    return Instant.EPOCH.plus(ChronoUnit.MICROS.between(Instant.EPOCH, time), ChronoUnit.MICROS);
  }

  private static boolean inRange(long seconds) {
    return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  }

  /**
   * The whole number, or null when the text isn't one.
   *
   * @throws ArithmeticException when it is one that doesn't fit
   */
  private static Long exactLong(String text) {
    if (!isNumber(text)) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() != 0 && (value.precision() <= value.scale() || hasFraction(value))) {
      return null;
    }
    return value.longValueExact();
  }

  private static boolean hasFraction(BigDecimal value) {
    return value.scale() > 0 && value.stripTrailingZeros().scale() > 0;
  }

  /** Digits with an optional sign, point and exponent; no hexadecimal, no suffix, no NaN. */
  private static boolean isNumber(String text) {
    int at = skipSign(text, 0);
    int whole = digitsFrom(text, at);
    at += whole;
    int fraction = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      fraction = digitsFrom(text, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0 || text.length() > LONGEST_NUMBER) {
      return false;
    }
    return at == text.length() || isExponent(text, at);
  }

  /** At most nine digits, which is what a decimal's exponent can be. */
  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    int start = skipSign(text, at + 1);
    int digits = digitsFrom(text, start);
    return digits >= 1 && digits <= 9 && start + digits == text.length();
  }

  private static int skipSign(String text, int at) {
    boolean sign = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return sign ? at + 1 : at;
  }

  private static int digitsFrom(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private static boolean isNonZero(String text) {
    return new BigDecimal(text).signum() != 0;
  }
}
