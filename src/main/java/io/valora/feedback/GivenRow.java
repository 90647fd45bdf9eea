package io.valora.feedback;

import io.valora.ingest.tables.TableColumns;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.ValueParser;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.apache.spark.sql.Row;

/**
 * Typing of a row with the cells prediction, label or event, time, and the value of an event.
 *
 * @param column {@code label} or {@code event}
 */
record GivenRow(TableColumns columns, String column) implements Serializable {
  private static final int CELLS = 4;

  /**
   * Types the cells that start at a place of a row; after them stands the text of the whole.
   *
   * @return null for a row that says nothing
   */
  Row typed(LinePlace place, Row row, int start) {
    Object[] cells = columns.cells(row, start);
    String said = text(cells[1]);
    return said == null || said.isBlank()
        ? null
        : line(cells, said, place.modified())
            .toRow(LogOrigin.FILES, place, row.getString(start + CELLS));
  }

  private LogLine line(Object[] cells, String said, Instant modified) {
    String prediction = text(cells[0]);
    if (prediction == null || prediction.isBlank()) {
      return LogLine.broken(LogLine.NO_PREDICTION);
    }
    try {
      Instant time = time(cells[2], modified);
      if (time == null) {
        return LogLine.broken("no time, and a table has none of its own");
      }
      String amount = text(cells[3]);
      return LogLine.feedback(
          LogLine.micros(time),
          prediction.strip(),
          column.equals("label") ? said : null,
          column.equals("event") ? said : null,
          amount == null || column.equals("label") ? null : Double.valueOf(amount));
    } catch (ArithmeticException e) {
      return LogLine.broken(LogLine.BEYOND);
    } catch (DateTimeParseException e) {
      return LogLine.broken("time is no instant such as 2026-01-01T00:00:00Z");
    } catch (NumberFormatException e) {
      return LogLine.broken("value is no number");
    }
  }

  /** Times without a zone are UTC's. */
  private static Instant time(Object cell, Instant usual) {
    if (cell instanceof Instant time) {
      return time;
    }
    if (cell instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (cell instanceof LocalDate day) {
      return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    String text = text(cell);
    return text == null || text.isBlank() ? usual : Instant.parse(text.strip());
  }

  private static String text(Object cell) {
    return cell == null || cell instanceof String
        ? (String) cell
        : new ValueParser(ColumnSpec.of("label", ColumnType.STRING)).text(cell);
  }
}
