package io.valora.schema;

/** How a column is found in a line of a file. */
public enum Addressing {
  /** By its name in the header line. */
  HEADER,
  /** By its position, for files without a header line. */
  POSITION,
  /** By its key in each line, for JSON. */
  KEY
}
