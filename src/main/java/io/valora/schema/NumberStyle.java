package io.valora.schema;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Punctuation of the numbers in a column.
 *
 * @param decimal what stands before the decimals
 * @param thousands what stands between groups of three digits; {@link #NONE} when nothing does
 */
public record NumberStyle(char decimal, char thousands) implements Serializable {
  /** No such character. */
  public static final char NONE = '\0';

  /** Numbers such as {@code 1234.5}. */
  public static final NumberStyle PLAIN = new NumberStyle('.', NONE);

  private static final String SPACES = " \u00A0\u2009\u202F";
  private static final String APOSTROPHES = "'\u2019";
  private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}( [0-9]{3})+");

  public NumberStyle {
    if (decimal == thousands) {
      throw new IllegalArgumentException("decimals and thousands are both marked by " + decimal);
    }
    if (!isMark(decimal) || thousands != NONE && !isMark(thousands)) {
      throw new IllegalArgumentException("a digit, sign or exponent marks decimals or thousands");
    }
  }

  /** A number of this style, as messages show it. */
  String example() {
    String whole = thousands == NONE ? "1234" : "1" + thousands + "234";
    return whole + decimal + "5";
  }

  /** The number with a point and without groups, or null when it isn't written in this style. */
  String plain(String text) {
    if (equals(PLAIN)) {
      return text;
    }
    int point = text.indexOf(decimal);
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : "." + text.substring(point + 1);
    if (decimal != '.' && thousands != '.' && text.indexOf('.') >= 0) {
      return null;
    }
    String digits = ungrouped(whole);
    return digits == null || fraction.indexOf('.', 1) > 0 ? null : digits + fraction;
  }

  /** The inverse of {@link #plain}, without groups. */
  String written(String plain) {
    return plain.replace('.', decimal);
  }

  private String ungrouped(String whole) {
    if (thousands == NONE) {
      return whole;
    }
    StringBuilder grouped = new StringBuilder(whole.length());
    whole.chars().forEach(at -> grouped.append(isThousands((char) at) ? ' ' : (char) at));
    if (grouped.indexOf(" ") < 0) {
      return whole;
    }
    return GROUPED.matcher(grouped).matches() ? grouped.toString().replace(" ", "") : null;
  }

  /** Spaces of any width stand for each other, and so do straight and curved apostrophes. */
  private boolean isThousands(char at) {
    return at == thousands
        || SPACES.indexOf(thousands) >= 0 && SPACES.indexOf(at) >= 0
        || APOSTROPHES.indexOf(thousands) >= 0 && APOSTROPHES.indexOf(at) >= 0;
  }

  static boolean isMark(char at) {
    return !Character.isLetterOrDigit(at) && "+-".indexOf(at) < 0 && at != NONE;
  }
}
