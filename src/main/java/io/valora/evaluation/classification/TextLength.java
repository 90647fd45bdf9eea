package io.valora.evaluation.classification;

/** Length class of a text, by its number of words. */
public enum TextLength {
  UP_TO_100("up to 100", 100),
  UP_TO_200("101 to 200", 200),
  UP_TO_400("201 to 400", 400),
  ABOVE_400("above 400", Integer.MAX_VALUE);

  private final String label;
  private final int mostWords;

  TextLength(String label, int mostWords) {
    this.label = label;
    this.mostWords = mostWords;
  }

  /** Such as {@code 101 to 200}. */
  public String label() {
    return label;
  }

  /** Name that gates have for the slice of such texts. */
  public String slice() {
    return "words-" + label.replace(' ', '-');
  }

  int mostWords() {
    return mostWords;
  }

  /** The number of words that all of them exceed. */
  int below() {
    return this == UP_TO_100 ? Integer.MIN_VALUE : values()[ordinal() - 1].mostWords;
  }

  static TextLength of(int words) {
    TextLength found = UP_TO_100;
    while (words > found.mostWords) {
      found = values()[found.ordinal() + 1];
    }
    return found;
  }
}
