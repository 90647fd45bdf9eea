package io.valora.monitoring.verdicts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verdict on one day.
 *
 * @param day ISO date; {@code all} where rows aren't parted
 * @param shown empty where the day has no lists, or the run made none
 * @param quality empty where the reference has no errors
 */
public record DayVerdict(
    String day,
    long rows,
    List<ColumnVerdict> columns,
    Optional<QualityVerdict> quality,
    Optional<Shown> shown) {
  /**
   * Coverage of lists.
   *
   * @param different items in them
   * @param items that training knows
   */
  public record Shown(long lists, long different, long items) {}

  public DayVerdict {
    columns = List.copyOf(columns);
  }

  /** Whether anything raised an alarm. */
  public boolean isAlarm() {
    return columns.stream().anyMatch(ColumnVerdict::isAlarm)
        || quality.filter(QualityVerdict::alarm).isPresent();
  }

  /** The sentences of what raised an alarm. */
  public List<String> alarms() {
    List<String> alarms = new ArrayList<>();
    columns.stream()
        .filter(ColumnVerdict::isAlarm)
        .map(ColumnVerdict::sentence)
        .forEach(alarms::add);
    quality.filter(QualityVerdict::alarm).map(QualityVerdict::sentence).ifPresent(alarms::add);
    return List.copyOf(alarms);
  }
}
