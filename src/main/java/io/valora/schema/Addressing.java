package io.valora.schema;

/** Addressing mode of a column in a line of a file. */
public enum Addressing {
  /** By its name in the header line. */
  HEADER,
  /** By its position, for files without a header line. */
  POSITION,
  /** By its key in each line, for JSON. */
  KEY,
  /** By its name in a table whose values have types. */
  FIELD,
  /** By what it tells of a file that is one row: {@code class}, {@code file} or {@code text}. */
  FILE;

  /** Whether a column is found by its name, which is the same in all of these. */
  public boolean isByName() {
    return this == HEADER || this == KEY || this == FIELD;
  }
}
