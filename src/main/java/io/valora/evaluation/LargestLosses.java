package io.valora.evaluation;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Mergeable accumulator of the rows with the largest losses, ties by ascending row key: the state
 * of two parts merged is the state of the whole, whatever the order.
 */
public final class LargestLosses implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Entry(double loss, long rowKey, DecidingRow row) implements Serializable {}

  private interface Order extends Comparator<Entry>, Serializable {}

  private static final Order LARGEST_FIRST =
      (one, two) ->
          one.loss == two.loss
              ? Long.compare(one.rowKey, two.rowKey)
              : Double.compare(two.loss, one.loss);

  private final int most;
  private final TreeSet<Entry> entries = new TreeSet<>(LARGEST_FIRST);

  /**
   * An empty one.
   *
   * @param most rows that are kept
   */
  public LargestLosses(int most) {
    this.most = most;
  }

  /** Adds a row; one without a loss above zero is left out. */
  public void add(double loss, long rowKey, Supplier<DecidingRow> row) {
    if (loss > 0 && most > 0 && (entries.size() < most || loss >= entries.last().loss)) {
      keep(new Entry(loss, rowKey, row.get()));
    }
  }

  /** Adds the rows of another one to this one. */
  public void merge(LargestLosses other) {
    other.entries.forEach(this::keep);
  }

  private void keep(Entry entry) {
    entries.add(entry);
    if (entries.size() > most) {
      entries.pollLast();
    }
  }

  /** Largest loss first. */
  public List<DecidingRow> rows() {
    return entries.stream().map(Entry::row).toList();
  }
}
