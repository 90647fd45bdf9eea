package io.valora.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulator of the rows of each partition: typed and dropped ones as numbers, those put aside as
 * far as a bound allows, and the ids. A partition that is read again says the same again, so
 * retried tasks change nothing.
 */
final class PassedRows
    extends AccumulatorV2<PassedRows.Partition, Map<Integer, PassedRows.Partition>> {
  private static final long serialVersionUID = 1L;
  private static final int HEAP_FRACTION = 64;

  private final long mostCharacters;
  private final ConcurrentHashMap<Integer, Partition> partitions = new ConcurrentHashMap<>();
  private final Map<String, DistinctIds> ids = new TreeMap<>();

  /**
   * @param skipped lines that are no rows
   */
  record Counts(long typed, long dropped, long skipped) implements Serializable {
    private Counts plus(Counts other) {
      return new Counts(typed + other.typed, dropped + other.dropped, skipped + other.skipped);
    }
  }

  /**
   * Bad rows, and lines that are no rows.
   *
   * @param rows staged ones; empty when they are more than is held
   * @param count of all of them
   * @param characters of all of them
   */
  record Aside(List<Row> rows, long count, long characters) implements Serializable {
    private boolean isHeld() {
      return rows.size() == count;
    }
  }

  /**
   * @param hash sum of the hashes of all rows, of a table
   */
  record Partition(int number, Counts counts, long hash, Aside aside) implements Serializable {
    private Partition withoutRows() {
      Aside none = new Aside(List.of(), aside.count(), aside.characters());
      return new Partition(number, counts, hash, none);
    }
  }

  /** Holds rows in a small part of the driver's heap. */
  PassedRows() {
    this(Runtime.getRuntime().maxMemory() / HEAP_FRACTION);
  }

  /**
   * @param mostCharacters of rows put aside that are held, of one partition and of all
   */
  PassedRows(long mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  long mostCharacters() {
    return mostCharacters;
  }

  /** Ids of each column that has them, of all partitions. */
  Map<String, DistinctIds> ids() {
    return ids;
  }

  void addIds(Map<String, DistinctIds> of) {
    of.forEach((name, some) -> ids.computeIfAbsent(name, any -> new DistinctIds()).addAll(some));
  }

  /** Rows of all partitions. */
  Counts counts() {
    return partitions.values().stream()
        .map(Partition::counts)
        .reduce(new Counts(0, 0, 0), Counts::plus);
  }

  /** Sum of the hashes of all rows. */
  long hash() {
    return partitions.values().stream().mapToLong(Partition::hash).sum();
  }

  /** Whether more rows are put aside than {@link #aside} has. */
  boolean hasMoreThanHeld() {
    return !partitions.values().stream().allMatch(one -> one.aside().isHeld());
  }

  /** Staged rows put aside. */
  List<Row> aside() {
    List<Row> rows = new ArrayList<>();
    partitions.values().forEach(partition -> rows.addAll(partition.aside().rows()));
    return rows;
  }

  private long characters() {
    return partitions.values().stream().mapToLong(one -> one.aside().characters()).sum();
  }

  @Override
  public boolean isZero() {
    return partitions.isEmpty();
  }

  @Override
  public PassedRows copy() {
    PassedRows copy = new PassedRows(mostCharacters);
    copy.partitions.putAll(partitions);
    copy.addIds(ids);
    return copy;
  }

  @Override
  public void reset() {
    partitions.clear();
    ids.clear();
  }

  @Override
  public void add(Partition partition) {
    partitions.put(partition.number(), partition);
  }

  @Override
  public void merge(AccumulatorV2<Partition, Map<Integer, Partition>> other) {
    partitions.putAll(other.value());
    addIds(((PassedRows) other).ids);
    if (characters() > mostCharacters) {
      partitions.replaceAll((number, one) -> one.withoutRows());
    }
  }

  @Override
  public Map<Integer, Partition> value() {
    return partitions;
  }
}
