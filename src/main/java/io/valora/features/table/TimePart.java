package io.valora.features.table;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A part of a date that comes round again; each of its values is a number of 0 or 1. */
public enum TimePart {
  /** January is 1. */
  MONTH(12),
  /** Monday is 1, as in ISO 8601. */
  DAY_OF_WEEK(7);

  private final int size;

  TimePart(int size) {
    this.size = size;
  }

  /** The number of values, which count from 1. */
  int size() {
    return size;
  }

  int of(ZonedDateTime time) {
    return this == MONTH ? time.getMonthValue() : time.getDayOfWeek().getValue();
  }

  List<String> featureNames(String column) {
    String part = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return IntStream.rangeClosed(1, size)
        .mapToObj(value -> "%s %s = %d".formatted(column, part, value))
        .toList();
  }
}
