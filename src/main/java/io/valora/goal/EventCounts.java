package io.valora.goal;

import io.valora.base.JobException;
import io.valora.base.Outcome;

/**
 * Events by what became of them.
 *
 * @param counted the first one of a unit whose window is over
 * @param waiting the first one of a unit whose window is not
 * @param repeated later ones of a unit
 * @param outside of the unit's window
 * @param withoutUnit whose prediction names no unit
 * @param other of another name than the goal's
 * @param unknown whose prediction isn't in the log
 */
public record EventCounts(
    long all,
    long counted,
    long waiting,
    long repeated,
    long outside,
    long withoutUnit,
    long other,
    long unknown) {
  public EventCounts {
    long parts = counted + waiting + repeated + outside + withoutUnit + other + unknown;
    if (all != parts) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every event",
          "%d were read, but the parts add up to %d".formatted(all, parts));
    }
  }
}
