package io.valora.features;

import io.valora.schema.ColumnType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Encoding of a column of the rating table: what of a cell ratings have in common. */
public enum ContextKind {
  /** The cell. */
  CATEGORICAL,
  /** The day of a time. */
  DAY,
  /** The hour of that day. */
  HOUR,
  /** The minute of that hour. */
  MINUTE,
  /** The second of that minute. */
  SECOND,
  /** The hour of any day, from 0. */
  HOUR_OF_DAY,
  /** The day of any week; Monday is 1, as in ISO 8601. */
  DAY_OF_WEEK;

  private static final int MINUTE_SECONDS = 60;
  private static final int HOUR_SECONDS = 3600;
  private static final int DAY_SECONDS = 86_400;
  private static final int DAYS_OF_WEEK = 7;

  /** Days from a Monday to the first of 1970. */
  private static final int EPOCH_WEEKDAY = 3;

  boolean accepts(ColumnType type) {
    return this == CATEGORICAL
        ? type == ColumnType.STRING || type == ColumnType.INT || type == ColumnType.LONG
        : type.isTime();
  }

  /** The types that are accepted, in words. */
  String types() {
    return this == CATEGORICAL ? "a string, an int or a long" : "a timestamp or epoch-seconds";
  }

  /**
   * @param cell typed as ingest types it, or as Spark hands it to a function; not null
   * @param zone of the days and hours
   */
  String value(Object cell, ZoneId zone) {
    return this == CATEGORICAL ? cell.toString() : Long.toString(number(seconds(cell, zone)));
  }

  private long number(long seconds) {
    return switch (this) {
      case CATEGORICAL -> throw new IllegalStateException("a category is no time");
      case DAY -> Math.floorDiv(seconds, DAY_SECONDS);
      case HOUR -> Math.floorDiv(seconds, HOUR_SECONDS);
      case MINUTE -> Math.floorDiv(seconds, MINUTE_SECONDS);
      case SECOND -> seconds;
      case HOUR_OF_DAY -> Math.floorMod(seconds, DAY_SECONDS) / HOUR_SECONDS;
      case DAY_OF_WEEK ->
          Math.floorMod(Math.floorDiv(seconds, DAY_SECONDS) + EPOCH_WEEKDAY, DAYS_OF_WEEK) + 1;
    };
  }

  /** Seconds since 1970 on the zone's clocks. */
  private static long seconds(Object cell, ZoneId zone) {
    Instant time = cell instanceof Timestamp old ? old.toInstant() : (Instant) cell;
    return time.atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
  }
}
