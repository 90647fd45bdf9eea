package io.valora.tower.device;

import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.List;

/**
 * Bytes that a replica takes of a device's memory, to the byte; the driver's own context, some
 * hundred megabytes a process, comes on top.
 *
 * @param batchRows of the largest batch
 */
public record DeviceMemory(TowerDesign design, int batchRows) {
  private static final int ALIGNMENT = 256;
  private static final int TABLE_BYTES = 128;
  private static final int STAGED_ROWS = 1 << 16;
  private static final int LEAST_SLICE = 256;
  private static final int MOST_SLICES = 32;
  private static final long LEAST_SCRATCH = 16L << 20;
  private static final long FLOAT = Float.BYTES;
  private static final long INT = Integer.BYTES;
  private static final long DOUBLE = Double.BYTES;
  private static final long KEY = Long.BYTES;

  /** Before it has rows: weights and state, now and before the round, and what a step needs. */
  public long ofReplica() {
    return state() + steps();
  }

  /**
   * Of rows that are handed over or ordered.
   *
   * @param entries of all of them in each table of bags
   */
  public long ofRows(int rows, int[] entries) {
    int batches = (int) ceiling(rows, batchRows);
    long bytes = bytes(FLOAT, rows) + bytes(FLOAT, (long) rows * design.numbers());
    bytes += bytes(DOUBLE, (long) batches * slices());
    long most = 0;
    for (int table = 0; table < entries.length; table++) {
      TableShape shape = design.tables().get(table);
      long held = shape.isBag() ? entries[table] : rows;
      bytes += bytes(INT, held);
      bytes += shape.isBag() ? bytes(FLOAT, held) + 2 * bytes(INT, rows) : 0;
      if (shape.learns()) {
        most = Math.max(most, held);
        bytes += shape.isBag() ? bytes(INT, rows) + bytes(INT, held) : 0;
        bytes += bytes(INT, held) + bytes(INT, held + 1) + bytes(INT, batches + 1L);
      }
    }
    return bytes + 2 * bytes(KEY, most) + 2 * bytes(INT, most) + scratch(most);
  }

  /** Of rows that are kept, beside {@link #ofRows} of as many. */
  public long ofShard(int rows) {
    return bytes(FLOAT, rows)
        + bytes(KEY, rows)
        + bytes(FLOAT, (long) rows * design.numbers())
        + (design.tables().size() + 1) * bytes(INT, rows);
  }

  private long state() {
    long bytes = 2 * bytes(FLOAT, design.numbersOfDense());
    bytes += bytes(TABLE_BYTES, design.tables().size());
    int mostRows = 0;
    int mostStride = 0;
    for (int table = 0; table < design.tables().size(); table++) {
      TableShape shape = design.tables().get(table);
      mostRows = Math.max(mostRows, shape.rows());
      mostStride = Math.max(mostStride, design.stride(table));
      bytes += (shape.learns() ? 2 : 1) * bytes(FLOAT, design.numbersOfTable(table));
      bytes += shape.learns() ? bytes(INT, shape.rows()) : 0;
    }
    int staged = Math.min(mostRows, STAGED_ROWS);
    bytes += bytes(INT, mostRows) + scratch(mostRows);
    return bytes + 2 * bytes(INT, staged) + bytes(FLOAT, (long) staged * mostStride);
  }

  private long steps() {
    TowerShape dense = design.dense();
    int copies = dense.head() == TowerShape.Head.FACTORS ? 1 : 2;
    long bytes = bytes(FLOAT, batchRows) + bytes(DOUBLE, batchRows) + bytes(1, dense.weights());
    bytes += bytes(FLOAT, (long) slices() * dense.weights());
    for (int layer = 0; layer < dense.layers(); layer++) {
      bytes += copies * bytes(FLOAT, (long) batchRows * dense.widthInto(layer));
    }
    List<TableShape> tables = design.tables();
    for (TableShape shape : tables) {
      boolean folded = shape.isBag() && shape.learns();
      bytes += folded ? bytes(FLOAT, (long) batchRows * shape.dimension()) : 0;
    }
    return bytes;
  }

  private int slices() {
    return (int) ceiling(batchRows, Math.max(LEAST_SLICE, ceiling(batchRows, MOST_SLICES)));
  }

  private static long scratch(long numbers) {
    return bytes(1, LEAST_SCRATCH + numbers / 2);
  }

  private static long bytes(long each, long count) {
    return ceiling(each * count, ALIGNMENT) * ALIGNMENT;
  }

  private static long ceiling(long numbers, long size) {
    return (numbers + size - 1) / size;
  }
}
