package io.valora.features.table;

import io.valora.schema.ColumnSpec;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of times: days since the earliest of train, scaled, and one feature of 0 or 1 per value
 * of each part. A missing time has all zeros in its parts.
 *
 * @param earliest time of train; parts are computed in the zone of the column's pattern, else in
 *     UTC
 * @param scale of days
 */
public record TimestampColumn(
    ColumnSpec column,
    long missingInTrain,
    Instant earliest,
    NumericScale scale,
    List<TimePart> parts)
    implements FittedColumn {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double NANOS_PER_SECOND = 1e9;

  public TimestampColumn {
    parts = List.copyOf(parts);
  }

  @Override
  public List<String> valueNames() {
    List<String> names = new ArrayList<>(List.of(name()));
    parts.forEach(part -> names.addAll(part.featureNames(name())));
    return names;
  }

  @Override
  public int valueWidth() {
    return 1 + parts.stream().mapToInt(TimePart::size).sum();
  }

  @Override
  public void write(Object value, float[] numbers, int at) {
    if (value == null) {
      numbers[at] = scale.scaledFill();
      if (missingInTrain > 0) {
        numbers[at + valueWidth()] = 1;
      }
      return;
    }
    Instant time = value instanceof Timestamp old ? old.toInstant() : (Instant) value;
    numbers[at] = scale.scaled(days(time));
    ZonedDateTime local = time.atZone(zone());
    int next = at + 1;
    for (TimePart part : parts) {
      numbers[next + part.of(local) - 1] = 1;
      next += part.size();
    }
  }

  private double days(Instant time) {
    double seconds =
        time.getEpochSecond()
            - earliest.getEpochSecond()
            + (time.getNano() - earliest.getNano()) / NANOS_PER_SECOND;
    return seconds / SECONDS_PER_DAY;
  }

  private ZoneId zone() {
    return ZoneId.of(column.times() == null ? "UTC" : column.times().zone());
  }
}
