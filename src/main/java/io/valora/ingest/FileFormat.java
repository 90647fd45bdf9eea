package io.valora.ingest;

/** How a line holds its cells. */
public enum FileFormat {
  /** Cells between commas, quoted where needed. */
  CSV(",", "\""),
  /** Cells between tabs, never quoted. */
  TSV("\t", "none"),
  /** One JSON object a line. */
  JSON_LINES("", "none");

  private final String delimiter;
  private final String quote;

  FileFormat(String delimiter, String quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** What stands between cells unless the job file says otherwise; empty for JSON. */
  String defaultDelimiter() {
    return delimiter;
  }

  /** What cells are quoted with unless the job file says otherwise. */
  String defaultQuote() {
    return quote;
  }
}
