package io.valora.ingest;

/** File format of an input. */
public enum FileFormat {
  /** Cells between commas, quoted where needed. */
  CSV(",", "\""),
  /** Cells between tabs, never quoted. */
  TSV("\t", "none"),
  /** One JSON object a line. */
  JSON_LINES("", "none"),
  /** One row a file, and the name of its folder tells its class. */
  FOLDER_PER_CLASS("", "none");

  private final String delimiter;
  private final String quote;

  FileFormat(String delimiter, String quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** Whether lines are split into cells at a delimiter. */
  boolean isDelimited() {
    return this == CSV || this == TSV;
  }

  /** The default delimiter between cells; empty for formats without one. */
  String defaultDelimiter() {
    return delimiter;
  }

  /** The default quote character. */
  String defaultQuote() {
    return quote;
  }
}
