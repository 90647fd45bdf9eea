package io.valora.ingest.layout;

import io.valora.base.EnumNames;
import java.util.List;

/** File format of an input. */
public enum FileFormat {
  /** Cells between commas, quoted where needed. */
  CSV(",", "\""),
  /** Cells between tabs, never quoted. */
  TSV("\t", "none"),
  /** One JSON object a line. */
  JSON_LINES("", "none"),
  /** One row a file, and the name of its folder tells its class. */
  FOLDER_PER_CLASS("", "none"),
  /** Parquet files, which have columns and types of their own. */
  PARQUET("", "none"),
  /** ORC files, likewise. */
  ORC("", "none"),
  /** Avro files, likewise; Spark reads them by a package that it doesn't bring. */
  AVRO("", "none"),
  /** No files: a table of Spark's catalog or of a database. */
  TABLE("", "none");

  private final String delimiter;
  private final String quote;

  FileFormat(String delimiter, String quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** The formats of files, as a job file names them. */
  static List<String> ofFiles() {
    return EnumNames.namesOf(FileFormat.class).stream()
        .filter(name -> !name.equals(EnumNames.nameOf(TABLE)))
        .toList();
  }

  /** Whether the start of a file says how its lines are laid out. */
  public boolean hasHeads() {
    return this != FOLDER_PER_CLASS && !isTyped();
  }

  /** Whether rows come with columns and types, rather than as text. */
  public boolean isTyped() {
    return this == PARQUET || this == ORC || this == AVRO || this == TABLE;
  }

  /** Whether lines are split into cells at a delimiter. */
  public boolean isDelimited() {
    return this == CSV || this == TSV;
  }

  /** The default delimiter between cells; empty for formats without one. */
  public String defaultDelimiter() {
    return delimiter;
  }

  /** The default quote character. */
  public String defaultQuote() {
    return quote;
  }
}
