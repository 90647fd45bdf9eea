package io.valora.monitoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.monitoring.states.MonitoredState;

/**
 * Counted rows by day, and what became of all.
 *
 * @param read rows of a table, or lines of a log
 * @param quarantined rows of a table that could not be typed
 * @param dropped rows of a table that the job leaves out on purpose
 */
public record MonitoredRows(MonitoredState state, long read, long quarantined, long dropped) {
  public MonitoredRows {
    if (read != quarantined + dropped + state.lines()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every row",
          "%d were read, but %d quarantined, %d dropped and %s"
              .formatted(read, quarantined, dropped, state.fates()));
    }
  }
}
