package io.valora.schema;

import java.util.Locale;

/** A change to the text of a cell before it is read; the same in every locale. */
public enum Normalizer {
  /** Takes white space off both ends. */
  TRIM,
  /** Makes one space of every run of white space inside. */
  COLLAPSE_SPACES,
  LOWER_CASE,
  UPPER_CASE;

  /** The changed text; the same object when there is nothing to change. */
  public String apply(String text) {
    return switch (this) {
      case TRIM -> text.strip();
      case COLLAPSE_SPACES -> collapsed(text);
      case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
      case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
    };
  }

  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean space = isSpace(text.charAt(i));
      if (!space) {
        out.append(text.charAt(i));
      } else if (i == 0 || !isSpace(text.charAt(i - 1))) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private static boolean isSpace(char at) {
    return Character.isWhitespace(at) || at == '\u00A0';
  }
}
