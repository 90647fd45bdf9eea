package io.valora.schema;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Typing of the values of one column in a table that has types of its own. A value that already is
 * what the column declares is taken as it is; any other is written as a text that loses nothing and
 * typed by {@link CellParser}. Values are {@code String}, {@code Boolean}, the numbers of {@code
 * java.lang}, {@code BigDecimal}, {@code Instant}, {@code LocalDateTime} and {@code LocalDate}; the
 * last two are meant in the column's zone.
 */
public final class ValueParser {
  private static final String LOCAL_TIME = "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS";
  private static final DateTimeFormatter LOCAL_TEXT = DateTimeFormatter.ofPattern(LOCAL_TIME);
  private static final double MOST_EXACT = 1L << 53;

  private final ColumnSpec column;
  private final CellParser texts;
  private final CellParser plainTexts;
  private final CellParser localTimes;
  private final boolean hasMarkers;

  public ValueParser(ColumnSpec column) {
    CellDialect dialect = column.dialect();
    this.column = column;
    this.texts = new CellParser(column);
    this.plainTexts = new CellParser(column.withDialect(dialect.withNumbers(NumberStyle.PLAIN)));
    this.localTimes = column.times() == null ? null : new CellParser(withLocalTimes(column));
    this.hasMarkers = !dialect.missing().isEmpty() || !dialect.dropped().isEmpty();
  }

  /** Whether rows may be left out because of this column. */
  public boolean mayDrop() {
    return texts.mayDrop();
  }

  /** Whether the row of this value is left out on purpose. */
  public boolean drops(Object value) {
    return value == null || value instanceof String
        ? texts.drops((String) value)
        : plainTexts.drops(text(value));
  }

  /**
   * Types one value.
   *
   * @param value null counts as missing
   */
  public ParsedCell parse(Object value) {
    if (value == null || value instanceof String) {
      return texts.parse((String) value);
    }
    if (!column.values().isEmpty()) {
      return plainTexts.parse(text(value));
    }
    if (column.type() == ColumnType.TIMESTAMP) {
      return isMarkedMissing(value) ? texts.parse(null) : time(value);
    }
    Object taken = hasMarkers ? null : taken(value);
    return taken == null ? plainTexts.parse(text(value)) : new Typed(taken);
  }

  private boolean isMarkedMissing(Object value) {
    if (!hasMarkers) {
      return false;
    }
    ParsedCell marked = plainTexts.parse(text(value));
    return marked.equals(CellParser.MISSING) || marked.equals(new Typed(null));
  }

  /** The text of a value, in which no digit is lost. */
  public String text(Object value) {
    if (value instanceof Instant time) {
      return switch (column.type()) {
        case EPOCH_SECONDS -> epoch(time, 0);
        case EPOCH_MILLISECONDS -> epoch(time, 3);
        default -> time.toString();
      };
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    boolean floating = value instanceof Double || value instanceof Float;
    double number = floating ? ((Number) value).doubleValue() : Double.NaN;
    return number == Math.rint(number) && Math.abs(number) < MOST_EXACT
        ? Long.toString((long) number)
        : String.valueOf(value);
  }

  private ParsedCell time(Object value) {
    if (value instanceof Instant time) {
      Instant cut = time.truncatedTo(ChronoUnit.MICROS);
      return CellParser.inRange(cut.getEpochSecond())
          ? new Typed(cut)
          : new Problem("must be a time from 1900 to 9999", "'" + time + "'");
    }
    if (value instanceof LocalDate || value instanceof LocalDateTime) {
      LocalDateTime local =
          value instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) value;
      return localTimes.parse(LOCAL_TEXT.format(local));
    }
    return plainTexts.parse(text(value));
  }

  /** The value as the column's type, or null where that takes more than a change of width. */
  private Object taken(Object value) {
    if (!(value instanceof Number number) || value instanceof BigDecimal) {
      return null;
    }
    boolean whole = !(value instanceof Double || value instanceof Float);
    double nearest = number.doubleValue();
    if (nearest < column.bounds().min() || nearest > column.bounds().max()) {
      return null;
    }
    return switch (column.type()) {
      case LONG -> whole ? (Object) number.longValue() : null;
      case INT -> whole && number.longValue() == number.intValue() ? number.intValue() : null;
      case DOUBLE -> exactDouble(value) ? (Object) (nearest + 0.0) : null;
      case FLOAT ->
          value instanceof Float && Double.isFinite(nearest) ? (float) nearest + 0f : null;
      default -> null;
    };
  }

  private static boolean exactDouble(Object value) {
    return value instanceof Double number
        ? Double.isFinite(number)
        : !(value instanceof Float) && Math.abs(((Number) value).longValue()) < MOST_EXACT;
  }

  /** Units since 1970, with the decimals that a rest of a unit takes. */
  private static String epoch(Instant time, int decimals) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .scaleByPowerOfTen(decimals)
        .setScale(9, RoundingMode.UNNECESSARY)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static ColumnSpec withLocalTimes(ColumnSpec column) {
    return new ColumnSpec(
        column.name(),
        column.source(),
        column.position(),
        column.type(),
        column.required(),
        column.bounds(),
        new TimePattern(LOCAL_TIME, column.times().zone()),
        List.of());
  }
}
