package io.valora.schema;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * One form of texts that look alike: canonical composition (NFC) without invisible format
 * characters. Those are soft hyphens, zero-width spaces, word joiners, byte order marks, marks and
 * overrides of direction, and the interlinear and Mongolian ones. Joiners (U+200C, U+200D) stay
 * where they shape something: between emoji, and between letters of scripts that join.
 */
final class UnicodeForm {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final Set<UnicodeScript> WITHOUT_JOINING =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARMENIAN,
          UnicodeScript.GEORGIAN,
          UnicodeScript.HEBREW,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL);

  private UnicodeForm() {}

  static String of(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    if (composed.codePoints().noneMatch(UnicodeForm::mayGo)) {
      return composed;
    }
    StringBuilder out = new StringBuilder(composed.length());
    for (int at = 0; at < composed.length(); ) {
      int point = composed.codePointAt(at);
      int next = at + Character.charCount(point);
      if (!mayGo(point) || isJoiner(point) && shapes(out, composed, next)) {
        out.appendCodePoint(point);
      }
      at = next;
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private static boolean mayGo(int point) {
    return point == 0xAD
        || point == 0x61C
        || point == 0x180E
        || point >= 0x200B && point <= 0x200F
        || point >= 0x202A && point <= 0x202E
        || point >= 0x2060 && point <= 0x206F
        || point == 0xFEFF
        || point >= 0xFFF9 && point <= 0xFFFB;
  }

  private static boolean isJoiner(int point) {
    return point == NON_JOINER || point == JOINER;
  }

  private static boolean shapes(CharSequence before, String text, int next) {
    return isShaped(base(before)) && next < text.length() && isShaped(text.codePointAt(next));
  }

  /** The last character that is no mark, or the first. */
  private static int base(CharSequence text) {
    int point = 0;
    for (int at = text.length(); at > 0; at -= Character.charCount(point)) {
      point = Character.codePointBefore(text, at);
      if (Character.getType(point) != Character.NON_SPACING_MARK) {
        return point;
      }
    }
    return point;
  }

  private static boolean isShaped(int point) {
    return switch (Character.getType(point)) {
      case Character.OTHER_SYMBOL -> true;
      case Character.MODIFIER_SYMBOL -> Character.isSupplementaryCodePoint(point);
      default -> Character.isLetter(point) && !WITHOUT_JOINING.contains(UnicodeScript.of(point));
    };
  }
}
