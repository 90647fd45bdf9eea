package io.valora.monitoring.states;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mergeable counts of rows by day: the state of two sets of rows is the sum of their states, in any
 * order.
 */
public final class MonitoredState implements Serializable {
  /** Days that are told apart at most. */
  static final int MOST_DAYS = 1000;

  private static final long serialVersionUID = 1L;

  private final StateShape shape;
  private final TreeMap<String, DayState> days = new TreeMap<>();
  private final EnumMap<Fate, Long> fates = new EnumMap<>(Fate.class);

  public MonitoredState(StateShape shape) {
    this.shape = shape;
  }

  /**
   * The counts of a day.
   *
   * @throws JobException when there are more than {@value #MOST_DAYS}
   */
  public DayState day(String day) {
    DayState found = days.get(day);
    if (found == null) {
      found = new DayState(shape);
      days.put(day, found);
      requireFew();
    }
    return found;
  }

  private void requireFew() {
    if (days.size() > MOST_DAYS) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "monitor",
          "the rows are of more than %,d days (leave out --by, or give fewer files)"
              .formatted(MOST_DAYS));
    }
  }

  /** One more row of this fate. */
  public void count(Fate fate) {
    count(fate, 1);
  }

  public void count(Fate fate, long rows) {
    fates.merge(fate, rows, Long::sum);
  }

  /**
   * @param more of the same shape
   */
  public MonitoredState merge(MonitoredState more) {
    more.fates.forEach(this::count);
    more.days.forEach((day, state) -> day(day).merge(state));
    return this;
  }

  /** The days, ascending. */
  public SortedMap<String, DayState> days() {
    return Collections.unmodifiableSortedMap(days);
  }

  public Map<Fate, Long> fates() {
    return Collections.unmodifiableMap(fates);
  }

  /** Rows or lines of any fate, without labels. */
  public long lines() {
    return fates.entrySet().stream()
        .filter(fate -> !fate.getKey().isOfLabel())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public long rows(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }
}
