package io.valora.scoring;

import io.valora.base.EnumNames;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;

/** Format of scored rows. */
public enum ScoreFormat {
  /** Comma-separated with a header; quotes inside of cells are doubled. */
  CSV,
  PARQUET,
  /** One JSON object a row; missing values are null. */
  JSON_LINES,
  /** A table of a database. */
  JDBC;

  /** Whether rows go into files. */
  public boolean isFile() {
    return this != JDBC;
  }

  /** Whether a cell holds one value. */
  boolean isFlat() {
    return this == CSV || this == JDBC;
  }

  /** Writes files into a folder. */
  void write(DataFrameWriter<Row> writer, String folder) {
    switch (this) {
      case CSV ->
          writer
              .option("header", "true")
              .option("escape", "\"")
              .option("ignoreLeadingWhiteSpace", "false")
              .option("ignoreTrailingWhiteSpace", "false")
              .csv(folder);
      case PARQUET -> writer.parquet(folder);
      case JSON_LINES -> writer.option("ignoreNullFields", "false").json(folder);
      case JDBC -> throw new IllegalStateException("a table is no folder");
    }
  }

  @Override
  public String toString() {
    return EnumNames.nameOf(this);
  }
}
