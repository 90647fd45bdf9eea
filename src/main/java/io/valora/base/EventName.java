package io.valora.base;

/** Name of what may follow a prediction, such as {@code clicked}. */
public final class EventName {
  /** What a text of one must be. */
  public static final String MUST =
      "must be a word of lower-case letters, digits and dashes, such as clicked";

  private EventName() {}

  public static boolean is(String text) {
    return text.matches("[a-z][a-z0-9-]{0,39}");
  }
}
