package io.valora.model.reference;

/** Measured property of a column's values: a number or a category of each row. */
public enum Measure {
  /** The number itself; a time as seconds since 1970. */
  VALUE,
  /** The value as text. */
  CATEGORY,
  /** Length of a text in Unicode code points. */
  CHARACTERS,
  /** Length of a text in terms, as the encoder counts them. */
  TERMS,
  /** Share of a text's terms that train knows; missing in a text without terms. */
  KNOWN_TERMS,
  /** Of an id: {@code known} or {@code unknown} to train. */
  KNOWN,
  /** Of an id: its rank among the most popular ids of train, in bands, or {@code unknown}. */
  POPULARITY;

  /** Whether its bins are intervals of numbers. */
  public boolean isNumber() {
    return this == VALUE || this == CHARACTERS || this == TERMS || this == KNOWN_TERMS;
  }
}
