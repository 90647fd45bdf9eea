package io.valora.schema;

import java.math.BigDecimal;

/** Grammar of numbers: digits with an optional sign, point and exponent. */
final class NumberText {
  private static final int LONGEST = 400;

  private NumberText() {}

  /** Whether it is one; hexadecimal digits, suffixes and NaN make none. */
  static boolean isNumber(String text) {
    int at = skipSign(text, 0);
    int whole = digitsFrom(text, at);
    at += whole;
    int fraction = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      fraction = digitsFrom(text, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0 || text.length() > LONGEST) {
      return false;
    }
    return at == text.length() || isExponent(text, at);
  }

  /**
   * The whole number, or null when the text isn't one.
   *
   * @throws ArithmeticException when it is one that doesn't fit
   */
  static Long exactLong(String text) {
    if (!isNumber(text)) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() != 0 && (value.precision() <= value.scale() || hasFraction(value))) {
      return null;
    }
    return value.longValueExact();
  }

  static boolean isNonZero(String text) {
    return new BigDecimal(text).signum() != 0;
  }

  /** The number in a form that is equal for equal numbers. */
  static BigDecimal canonical(String number) {
    return new BigDecimal(number).stripTrailingZeros();
  }

  private static boolean hasFraction(BigDecimal value) {
    return value.scale() > 0 && value.stripTrailingZeros().scale() > 0;
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
}
