package io.valora.scoring;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Rows that are counted as they pass. In the stage that writes them the accumulator takes a
 * partition once, however often it was tried.
 */
record CountedRows(Iterator<Row> rows, LongAccumulator count) implements Iterator<Row> {
  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Row next() {
    Row row = rows.next();
    count.add(1);
    return row;
  }
}
