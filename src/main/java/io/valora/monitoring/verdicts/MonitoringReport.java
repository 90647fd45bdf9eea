package io.valora.monitoring.verdicts;

import io.valora.monitoring.MonitoredRows;
import io.valora.monitoring.drift.DriftRule;
import java.util.List;

/**
 * Verdicts on all days.
 *
 * @param looked things looked at on a day
 * @param days ascending, at least one
 */
public record MonitoringReport(
    String job,
    String runId,
    DriftRule rule,
    int looked,
    MonitoredRows rows,
    List<MonitoredColumn> columns,
    List<DayVerdict> days) {
  public MonitoringReport {
    columns = List.copyOf(columns);
    days = List.copyOf(days);
  }

  /** Days with an alarm. */
  public List<DayVerdict> alarms() {
    return days.stream().filter(DayVerdict::isAlarm).toList();
  }

  public boolean isAlarm() {
    return !alarms().isEmpty();
  }

  /** Quiet days that alarm all the same, on average. */
  public double falseAlarms() {
    return rule.falseAlarms() * days.size();
  }
}
