package io.valora.base;

/** Text of a user inside a sentence: one short line, whatever it holds. */
public final class ShownText {
  private static final int MOST = 100;

  private ShownText() {}

  /** The beginning of the text, with a dot for each character that isn't printed in a line. */
  public static String of(String text) {
    int end =
        text.codePointCount(0, text.length()) <= MOST
            ? text.length()
            : text.offsetByCodePoints(0, MOST);
    StringBuilder shown = new StringBuilder();
    text.substring(0, end).codePoints().map(ShownText::printed).forEach(shown::appendCodePoint);
    return end < text.length() ? shown + "…" : shown.toString();
  }

  private static int printed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '·';
      default -> codePoint;
    };
  }
}
