package io.valora.feedback;

import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * Place of a line.
 *
 * @param file its address, or the name of its table
 * @param block byte at which the part of the file starts that one task reads; null in a table
 * @param number of the line in its block, from 1; of a CSV that of the record; null in a table
 * @param modified when the file was written; null for a table
 */
record LinePlace(String file, Long block, Long number, Instant modified) implements Serializable {
  /** First columns of what {@link #numbered} takes. */
  static final Column[] COLUMNS = {
    functions.col("_metadata.file_path"),
    functions.col("_metadata.file_block_start"),
    functions.col("_metadata.file_modification_time")
  };

  /** Number of {@link #COLUMNS}. */
  static final int WIDTH = COLUMNS.length;

  static LinePlace inTable(String name) {
    return new LinePlace(name, null, null, null);
  }

  /** Typing of a row that stands at a place; null for one that says nothing. */
  interface Typing extends Serializable {
    Row typed(LinePlace place, Row row);
  }

  /** Numbers the rows of each block, in the order in which Spark reads them, and types them. */
  static MapPartitionsFunction<Row, Row> numbered(LogOrigin origin, Typing typing) {
    return rows -> new Numbered(rows, origin, typing);
  }

  private static final class Numbered implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final LogOrigin origin;
    private final Typing typing;
    private String file;
    private long block;
    private long number;

    Numbered(Iterator<Row> rows, LogOrigin origin, Typing typing) {
      this.rows = rows;
      this.origin = origin;
      this.typing = typing;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      Row row = rows.next();
      boolean same = Objects.equals(file, row.getString(0)) && block == row.getLong(1);
      number = same ? number + 1 : 1;
      file = row.getString(0);
      block = row.getLong(1);
      LinePlace place = new LinePlace(file, block, number, row.getTimestamp(2).toInstant());
      Row typed = typing.typed(place, row);
      return typed == null ? nothing(place) : typed;
    }

    /** Counts among the lines of its block, and nowhere else. */
    private Row nothing(LinePlace place) {
      Object[] values = new Object[LogLine.SCHEMA.size()];
      values[LogLine.SCHEMA.fieldIndex("origin")] = origin.name();
      values[LogLine.SCHEMA.fieldIndex("file")] = place.file();
      values[LogLine.SCHEMA.fieldIndex("block")] = place.block();
      values[LogLine.SCHEMA.fieldIndex("number")] = place.number();
      return RowFactory.create(values);
    }
  }
}
