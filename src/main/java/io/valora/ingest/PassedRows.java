package io.valora.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulator of the rows of each partition: typed and dropped ones as numbers, those put aside as
 * far as a bound allows. A partition that is read again says the same again, so retried tasks
 * change nothing.
 */
final class PassedRows
    extends AccumulatorV2<PassedRows.Partition, Map<Integer, PassedRows.Partition>> {
  /** Characters of rows put aside that are held, of one partition and of all. */
  static final long MOST_CHARACTERS = 8L << 20;

  private static final long serialVersionUID = 1L;
  private final ConcurrentHashMap<Integer, Partition> partitions = new ConcurrentHashMap<>();

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
   * @param characters of all of them
   */
  record Aside(List<Row> rows, long characters) implements Serializable {}

  /**
   * @param hash sum of the hashes of all rows, of a table
   */
  record Partition(int number, Counts counts, long hash, Aside aside) implements Serializable {}

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
    return characters() > MOST_CHARACTERS;
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
    PassedRows copy = new PassedRows();
    copy.partitions.putAll(partitions);
    return copy;
  }

  @Override
  public void reset() {
    partitions.clear();
  }

  @Override
  public void add(Partition partition) {
    partitions.put(partition.number(), partition);
  }

  @Override
  public void merge(AccumulatorV2<Partition, Map<Integer, Partition>> other) {
    partitions.putAll(other.value());
    if (hasMoreThanHeld()) {
      partitions.replaceAll(
          (number, one) ->
              new Partition(
                  number,
                  one.counts(),
                  one.hash(),
                  new Aside(List.of(), one.aside().characters())));
    }
  }

  @Override
  public Map<Integer, Partition> value() {
    return partitions;
  }
}
