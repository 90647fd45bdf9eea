package io.valora.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulator of typed and of dropped rows, as numbers, and of bad rows, as far as a bound allows,
 * per partition. A partition that is read again says the same again, so retried tasks change
 * nothing.
 */
final class PassedRows
    extends AccumulatorV2<PassedRows.Partition, Map<Integer, PassedRows.Partition>> {
  /** Characters of bad rows that are held, of one partition and of all. */
  static final long MOST_CHARACTERS = 8L << 20;

  private static final long serialVersionUID = 1L;
  private final ConcurrentHashMap<Integer, Partition> partitions = new ConcurrentHashMap<>();

  /**
   * @param bad staged rows; empty when they are more than is held
   * @param characters of all its bad rows
   */
  record Partition(
      int number, long typed, long dropped, long skipped, List<Row> bad, long characters)
      implements Serializable {}

  /** Typed rows of all partitions. */
  long typed() {
    return partitions.values().stream().mapToLong(Partition::typed).sum();
  }

  /** Lines of all partitions that are no rows. */
  long skipped() {
    return partitions.values().stream().mapToLong(Partition::skipped).sum();
  }

  /** Rows of all partitions that are left out on purpose. */
  long dropped() {
    return partitions.values().stream().mapToLong(Partition::dropped).sum();
  }

  /** Whether there are more bad rows than {@link #bad} has. */
  boolean hasMoreThanHeld() {
    return characters() > MOST_CHARACTERS;
  }

  /** Staged bad rows. */
  List<Row> bad() {
    List<Row> rows = new ArrayList<>();
    partitions.values().forEach(partition -> rows.addAll(partition.bad()));
    return rows;
  }

  private long characters() {
    return partitions.values().stream().mapToLong(Partition::characters).sum();
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
                  number, one.typed(), one.dropped(), one.skipped(), List.of(), one.characters()));
    }
  }

  @Override
  public Map<Integer, Partition> value() {
    return partitions;
  }
}
