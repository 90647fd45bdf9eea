package io.valora.tower.device;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TouchedRows;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A replica on a device. Its steps are those of {@link io.valora.tower.TowerReplica} up to
 * rounding, and the same to the bit on devices of one kind. Batches are handed over one by one; or
 * rows once, by {@link #keep}, and then only their order.
 */
public final class DeviceReplica implements Replica {
  private final TowerDesign design;
  private final DeviceLibrary library;
  private final DeviceFunctions functions;
  private final Pointer replica;
  private final int batchRows;
  private long rows;
  private int orderedRows;

  /**
   * All weights and all state are 0 until {@link #load}.
   *
   * @param device from 0
   * @param batchRows of the largest batch
   */
  public DeviceReplica(
      DeviceLibrary library, int device, Precision precision, TowerDesign design, int batchRows) {
    this.design = design;
    this.library = library;
    this.functions = library.functions();
    this.batchRows = batchRows;
    PointerByReference created = new PointerByReference();
    library.check(
        functions.create(
            device,
            DeviceDesign.structure(design, precision),
            DeviceDesign.settings(design),
            batchRows,
            created));
    this.replica = created.getValue();
  }

  @Override
  public void load(TowerState state) {
    undo();
    List<float[]> blocks = state.blocks();
    for (int block = 0; block < blocks.size(); block++) {
      library.check(functions.load(replica, block, blocks.get(block)));
    }
  }

  @Override
  public void apply(TowerUpdate update) {
    undo();
    for (int table = 0; table < update.tables().size(); table++) {
      TouchedRows touched = update.tables().get(table);
      library.check(
          functions.apply(replica, table, touched.rows(), touched.rows().length, touched.values()));
    }
    library.check(functions.load(replica, update.tables().size(), update.dense()));
  }

  @Override
  public double train(IndexBatch batch, long step, long seed) {
    hand(batch);
    train(0, 1, step, new long[] {seed});
    return loss(0);
  }

  /** Hands rows over, in batches of as many as the replica was made for. */
  public void hand(IndexBatch some) {
    int[] entries = new int[design.tables().size()];
    for (int table = 0; table < entries.length; table++) {
      entries[table] = some.bags(table) == null ? 0 : some.bags(table).entries();
    }
    library.check(
        functions.rows(replica, some.rows(), batchRows, entries, some.labels(), some.numbers()));
    for (int table = 0; table < entries.length; table++) {
      Bags bags = some.bags(table);
      library.check(
          bags == null
              ? functions.indices(replica, table, some.indices()[table])
              : functions.bags(
                  replica, table, bags.starts(), bags.ends(), bags.indices(), bags.weights()));
    }
    orderedRows = some.rows();
  }

  /**
   * Keeps the rows handed over, for {@link #order}; tables of bags can't be kept.
   *
   * @param keys of the rows
   */
  public void keep(long[] keys) {
    library.check(functions.keep(replica, keys));
  }

  /**
   * Takes rows of those that are kept, in batches of as many as the replica was made for.
   *
   * @param order their places among those that are kept; direct
   * @param seed of what is hidden
   * @param hidden share of the indices that are shown as 0
   */
  public void order(IntBuffer order, long seed, double hidden) {
    library.check(functions.order(replica, order, order.remaining(), batchRows, seed, hidden));
    orderedRows = order.remaining();
  }

  /**
   * Steps of some of the batches, without waiting for them.
   *
   * @param step of the first batch
   * @param seeds of dropout, of each batch
   */
  public void train(int first, int count, long step, long[] seeds) {
    library.check(functions.train(replica, first, count, step, seeds));
    rows += Math.min(orderedRows - (long) first * batchRows, (long) count * batchRows);
  }

  /** Mean loss of a batch before its step, without penalties; waits for it. */
  public double loss(int batch) {
    DoubleByReference loss = new DoubleByReference();
    library.check(functions.loss(replica, batch, loss));
    return loss.getValue();
  }

  @Override
  public TowerUpdate end() {
    int[] counts = new int[design.tables().size()];
    library.check(functions.touched(replica, counts));
    List<TouchedRows> touched = new ArrayList<>();
    for (int table = 0; table < counts.length; table++) {
      touched.add(take(table, counts[table]));
    }
    float[] dense = new float[design.numbersOfDense()];
    library.check(functions.dense(replica, dense));
    TowerUpdate update = new TowerUpdate(touched, dense, rows);
    undo();
    return update;
  }

  private TouchedRows take(int table, int count) {
    float[] values = new float[Math.multiplyExact(count, design.stride(table))];
    TouchedRows taken = new TouchedRows(new int[count], new int[count], values);
    library.check(functions.take(replica, table, taken.rows(), taken.touches(), values));
    return taken;
  }

  @Override
  public void undo() {
    library.check(functions.undo(replica));
    rows = 0;
  }

  /** Bytes that it holds on the device. */
  public long allocated() {
    LongByReference bytes = new LongByReference();
    library.check(functions.allocated(replica, bytes));
    return bytes.getValue();
  }

  @Override
  public void close() {
    library.check(functions.destroy(replica));
  }
}
