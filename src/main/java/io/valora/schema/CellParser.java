package io.valora.schema;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns the text of the cells of one column into values, or says in one sentence what is wrong.
 * Values are {@code String}, {@code Integer}, {@code Long}, {@code Float}, {@code Double} and
 * {@code Instant}.
 *
 * <p>Nothing is lost on the way: 1.23 is no whole number (5.0 is one), a number must fit its type,
 * and NaN and infinities are refused. A float or double takes the nearest value it can hold, as
 * long as that is finite and only zero becomes zero; minus zero becomes zero. Times lie between
 * 1900 and 9999, which every reader of Parquet agrees on, and are cut to microseconds.
 */
public final class CellParser {
  private static final long FIRST_SECOND = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final ChronoUnit SECONDS = ChronoUnit.SECONDS;
  private static final ChronoUnit MILLISECONDS = ChronoUnit.MILLIS;
  static final Problem MISSING = new Problem("is missing", "");
  private static final Typed NULL = new Typed(null);

  private final ColumnSpec column;
  private final TimePattern.Reader times;
  private final CellTexts missing;
  private final CellTexts dropped;

  public CellParser(ColumnSpec column) {
    this.column = column;
    this.times = column.times() == null ? null : column.times().reader();
    this.missing = new CellTexts(column, column.dialect().missing());
    this.dropped = new CellTexts(column, column.dialect().dropped());
  }

  /** Whether rows may be left out because of this column. */
  public boolean mayDrop() {
    return !dropped.isEmpty();
  }

  /** Whether the row of this cell is left out on purpose. */
  public boolean drops(String cell) {
    return mayDrop() && dropped.contains(normalized(cell));
  }

  /**
   * Reads one cell.
   *
   * @param cell null counts as missing, and so does a text that the normalizers leave empty
   */
  public ParsedCell parse(String cell) {
    String text = normalized(cell);
    if (drops(cell)) {
      return problem("must not be one of the texts whose rows are dropped", text);
    }
    if (text.isEmpty()) {
      return column.required() ? MISSING : NULL;
    }
    return column.values().isEmpty() ? typed(text) : mapped(text);
  }

  /** The text after the normalizers; empty for a missing cell. */
  private String normalized(String cell) {
    if (cell == null) {
      return "";
    }
    String text = Normalizer.all(column.normalizers(), cell);
    return !missing.isEmpty() && missing.contains(text) ? "" : text;
  }

  private ParsedCell mapped(String text) {
    String value = column.values().get(text);
    return value == null
        ? problem("must be one of " + String.join(", ", column.values().keySet()), text)
        : typed(value);
  }

  private ParsedCell typed(String text) {
    return switch (column.type()) {
      case STRING -> new Typed(text);
      case INT, LONG, FLOAT, DOUBLE -> number(text);
      case TIMESTAMP -> time(text);
      case EPOCH_SECONDS -> epoch(text, SECONDS);
      case EPOCH_MILLISECONDS -> epoch(text, MILLISECONDS);
    };
  }

  private ParsedCell number(String text) {
    NumberStyle style = column.values().isEmpty() ? column.dialect().numbers() : NumberStyle.PLAIN;
    String plain = style.plain(text);
    if (!style.equals(NumberStyle.PLAIN) && (plain == null || !NumberText.isNumber(plain))) {
      return problem("must be a number like " + style.example(), text);
    }
    boolean whole = column.type() == ColumnType.INT || column.type() == ColumnType.LONG;
    return whole ? whole(plain) : decimal(plain);
  }

  private ParsedCell whole(String text) {
    Long value;
    try {
      value = NumberText.exactLong(text);
    } catch (ArithmeticException e) {
      return problem("must be a whole number that fits 64 bits", text);
    }
    if (value == null) {
      return problem("must be a whole number", text);
    }
    if (column.type() == ColumnType.LONG) {
      return bounded(value, value, text);
    }
    return value == value.intValue()
        ? bounded(value.intValue(), value, text)
        : problem("must be a whole number that fits 32 bits", text);
  }

  private ParsedCell decimal(String text) {
    if (!NumberText.isNumber(text)) {
      return problem("must be a number", text);
    }
    double value = Double.parseDouble(text) + 0.0;
    if (column.type() == ColumnType.DOUBLE) {
      return Double.isInfinite(value) || (value == 0 && NumberText.isNonZero(text))
          ? problem("must be a number that fits 64-bit floating point", text)
          : bounded(value, value, text);
    }
    float nearest = (float) value;
    return Float.isInfinite(nearest) || (nearest == 0 && NumberText.isNonZero(text))
        ? problem("must be a number that fits 32-bit floating point", text)
        : bounded(nearest, value, text);
  }

  private ParsedCell time(String text) {
    try {
      Instant read = times.read(text);
      return inRange(read.getEpochSecond())
          ? new Typed(microseconds(read))
          : problem("must be a time from 1900 to 9999", text);
    } catch (SkippedTimeException e) {
      return problem("must be a time that the clocks of %s don't skip".formatted(e.zone()), text);
    } catch (DateTimeException e) {
      return problem("must be a time like " + column.times().pattern(), text);
    }
  }

  private ParsedCell epoch(String text, ChronoUnit unit) {
    String units = unit == SECONDS ? "seconds" : "milliseconds";
    try {
      Long count = NumberText.exactLong(text);
      if (count == null) {
        return problem("must be whole %s since 1970".formatted(units), text);
      }
      Instant time = Instant.EPOCH.plus(count, unit);
      if (inRange(time.getEpochSecond())) {
        return new Typed(time);
      }
    } catch (ArithmeticException | DateTimeException e) {
      // A number, and far out of range.
    }
    return problem("must be %s since 1970 of a time from 1900 to 9999".formatted(units), text);
  }

  private ParsedCell bounded(Object value, double number, String text) {
    if (number < column.bounds().min()) {
      return new Problem("must be at least " + column.bounds().min(), text);
    }
    if (number > column.bounds().max()) {
      return new Problem("must be at most " + column.bounds().max(), text);
    }
    return new Typed(value);
  }

  private static Problem problem(String rule, String text) {
    return new Problem(rule, "'" + text + "'");
  }

  private static Instant microseconds(Instant time) {
    return Instant.EPOCH.plus(ChronoUnit.MICROS.between(Instant.EPOCH, time), ChronoUnit.MICROS);
  }

  /** Whether times may be as early and as late as this. */
  static boolean inRange(long seconds) {
    return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  }
}
