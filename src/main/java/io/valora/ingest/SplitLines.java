package io.valora.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulator of line counts per input split. A split that is read again says the same again, so
 * retried and speculative tasks change nothing.
 */
final class SplitLines extends AccumulatorV2<SplitLines.Count, Map<SplitLines.Split, Long>> {
  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<Split, Long> lines = new ConcurrentHashMap<>();

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

  /** The lines of one split, the header among them. */
  record Count(Split split, long lines) {}

  /** The line number, from 1, of the first line of each split, in the order of the splits. */
  Map<Split, Long> firstLines() {
    Map<Split, Long> first = new TreeMap<>();
    Map<Integer, Long> linesSoFar = new HashMap<>();
    for (Map.Entry<Split, Long> split : new TreeMap<>(lines).entrySet()) {
      long before = linesSoFar.getOrDefault(split.getKey().file(), 0L);
      first.put(split.getKey(), before + 1);
      linesSoFar.put(split.getKey().file(), before + split.getValue());
    }
    return first;
  }

  /** All lines of all files. */
  long total() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The files that have a first line. */
  long filesWithLines() {
    return lines.entrySet().stream()
        .filter(split -> split.getKey().start() == 0 && split.getValue() > 0)
        .count();
  }

  @Override
  public boolean isZero() {
    return lines.isEmpty();
  }

  @Override
  public SplitLines copy() {
    SplitLines copy = new SplitLines();
    copy.lines.putAll(lines);
    return copy;
  }

  @Override
  public void reset() {
    lines.clear();
  }

  @Override
  public void add(Count count) {
    lines.put(count.split(), count.lines());
  }

  @Override
  public void merge(AccumulatorV2<Count, Map<Split, Long>> other) {
    lines.putAll(other.value());
  }

  @Override
  public Map<Split, Long> value() {
    return lines;
  }
}
