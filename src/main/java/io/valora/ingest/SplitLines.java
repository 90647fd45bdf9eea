package io.valora.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulator of the counts of lines and rows per input split. A split that is read again says the
 * same again, so retried and speculative tasks change nothing.
 */
final class SplitLines
    extends AccumulatorV2<SplitLines.Count, Map<SplitLines.Split, SplitLines.Count>> {
  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<Split, Count> counts = new ConcurrentHashMap<>();

  /**
   * @param file the index of the source file
   * @param start the byte at which the split starts
   */
  record Split(int file, long start) implements Serializable, Comparable<Split> {
    @Override
    public int compareTo(Split other) {
      return file == other.file
          ? Long.compare(start, other.start)
          : Integer.compare(file, other.file);
    }
  }

  /**
   * The counts of one split.
   *
   * @param lines physical ones, the header among them
   * @param rows records of data
   */
  record Count(Split split, long lines, long rows) implements Serializable {}

  /** The line number, from 1, of the first line of each split, in the order of the splits. */
  Map<Split, Long> firstLines() {
    Map<Split, Long> first = new TreeMap<>();
    Map<Integer, Long> linesSoFar = new HashMap<>();
    for (Count count : new TreeMap<>(counts).values()) {
      int file = count.split().file();
      long before = linesSoFar.getOrDefault(file, 0L);
      first.put(count.split(), before + 1);
      linesSoFar.put(file, before + count.lines());
    }
    return first;
  }

  /** The records of all files. */
  long rows() {
    return counts.values().stream().mapToLong(Count::rows).sum();
  }

  /** The records of one file. */
  long rowsOf(int file) {
    return counts.values().stream()
        .filter(count -> count.split().file() == file)
        .mapToLong(Count::rows)
        .sum();
  }

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public SplitLines copy() {
    SplitLines copy = new SplitLines();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(Count count) {
    counts.put(count.split(), count);
  }

  @Override
  public void merge(AccumulatorV2<Count, Map<Split, Count>> other) {
    counts.putAll(other.value());
  }

  @Override
  public Map<Split, Count> value() {
    return counts;
  }
}
