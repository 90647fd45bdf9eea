package io.valora.ingest;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The typed ones among the staged rows of a partition; the bad ones are put aside, dropped ones
 * counted.
 */
final class TypedRows implements Iterator<Row> {
  /** Counted of a bad row besides its text. */
  private static final int CHARACTERS_OF_A_ROW = 200;

  private final Iterator<Row> staged;
  private final boolean[] times;
  private final PassedRows passed;
  private final List<Row> bad = new ArrayList<>();
  private long characters;
  private long typed;
  private long dropped;
  private long skipped;
  private Row next;
  private boolean told;

  TypedRows(Iterator<Row> staged, TableSchema schema, PassedRows passed) {
    this.staged = staged;
    this.passed = passed;
    List<ColumnSpec> columns = schema.columns();
    this.times = new boolean[columns.size()];
    for (int i = 0; i < times.length; i++) {
      ColumnType type = columns.get(i).type();
      times[i] = type.isTime();
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && staged.hasNext()) {
      Row row = staged.next();
      switch (row.getString(row.size() - 1)) {
        case StagedRows.BAD -> putAside(row);
        case StagedRows.DROPPED -> dropped++;
        case StagedRows.SKIPPED -> skipped++;
        default -> next = row;
      }
    }
    if (next == null && !told) {
      told = true;
      passed.add(
          new PassedRows.Partition(
              TaskContext.getPartitionId(), typed, dropped, skipped, bad, characters));
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Object[] values = new Object[times.length];
    for (int i = 0; i < values.length; i++) {
      Object value = next.get(i);
      values[i] = times[i] && value != null ? time((Long) value) : value;
    }
    next = null;
    typed++;
    return RowFactory.create(values);
  }

  private void putAside(Row row) {
    String text = row.getString(row.size() - 2);
    characters += CHARACTERS_OF_A_ROW + (text == null ? 0 : text.length());
    if (characters > PassedRows.MOST_CHARACTERS) {
      bad.clear();
    } else {
      bad.add(row);
    }
  }

  private static Timestamp time(long microseconds) {
    return Timestamp.from(Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS));
  }
}
