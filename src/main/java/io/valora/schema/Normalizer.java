package io.valora.schema;

import java.util.List;
import java.util.Locale;

/** A change to the text of a cell before it is read; the same in every locale. */
public enum Normalizer {
  /**
   * Takes white space, no-break spaces, zero-width characters and byte order marks off both ends.
   */
  TRIM,
  /** Makes one space of every run of white space inside. */
  COLLAPSE_SPACES,
  LOWER_CASE,
  UPPER_CASE,
  /** Composes characters (NFC) and takes invisible format characters out: {@link UnicodeForm}. */
  UNICODE;

  /** The changed text; the same object when there is nothing to change. */
  public String apply(String text) {
    return switch (this) {
      case TRIM -> trimmed(text);
      case COLLAPSE_SPACES -> collapsed(text);
      case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
      case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
      case UNICODE -> UnicodeForm.of(text);
    };
  }

  /** The text after all of them, in order. */
  static String all(List<Normalizer> normalizers, String text) {
    String changed = text;
    for (int i = 0; i < normalizers.size(); i++) {
      changed = normalizers.get(i).apply(changed);
    }
    return changed;
  }

  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char at) {
    return isSpace(at) || at >= '\u200B' && at <= '\u200F' || at == '\u2060' || at == '\uFEFF';
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
    boolean isInk = at > ' ' && at < '\u007F';
    return !isInk && (Character.isWhitespace(at) || Character.isSpaceChar(at));
  }
}
