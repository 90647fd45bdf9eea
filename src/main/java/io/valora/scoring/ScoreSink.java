package io.valora.scoring;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Place of scored rows: they are written beside it, and take it all at once. */
interface ScoreSink {
  /** Writes the rows where no reader looks, in place of what an earlier attempt left there. */
  void write(Dataset<Row> scored);

  /**
   * Puts the written rows in the place of those of an earlier scoring.
   *
   * @param rows that were written
   */
  void publish(long rows);
}
