package io.valora.training.averaging;

import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.tower.device.DeviceReplica;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shard that stays on a device: the rows are copied once, then only the order in which an epoch
 * takes them, and steps don't wait for each other. For shards whose batches are rows as they stand.
 */
public final class ResidentShard {
  private static final int BATCHES_OF_A_TASK = 16;
  private static final int NONE = -1;

  private final DeviceReplica replica;
  private int kept = NONE;
  private IntBuffer order = IntBuffer.allocate(0);

  public ResidentShard(DeviceReplica replica) {
    this.replica = replica;
  }

  /** A shard's batches of a slice. */
  public void train(
      TowerDesign design, BatchPlan plan, RoundPlan rounds, RoundSlice slice, Shard shard) {
    if (shard.rows() == 0) {
      return;
    }
    keep(design, plan, shard);
    for (int epoch = slice.firstEpoch(); epoch <= slice.lastEpoch(); epoch++) {
      ShardBatches batches = new ShardBatches(plan, epoch, shard);
      int first = slice.firstBatch();
      int count = Math.min(slice.endBatch(), batches.count()) - first;
      if (count > 0) {
        IntBuffer places = order(plan, epoch, shard, first, count);
        replica.order(places, batches.hidingSeed(), plan.unknownDropout());
        long[] seeds = IntStream.range(first, first + count).mapToLong(batches::seedOf).toArray();
        replica.train(0, count, rounds.step(epoch, first), seeds);
      }
    }
  }

  /** Whether a shard is the one that stays. */
  boolean keeps(Shard shard) {
    return kept == shard.index();
  }

  private void keep(TowerDesign design, BatchPlan plan, Shard shard) {
    if (keeps(shard)) {
      return;
    }
    kept = NONE;
    IndexBatch all = ShardRows.room(design, plan.negatives(), shard.rows());
    int[] places = IntStream.range(0, shard.rows()).toArray();
    ShardRows rows = new ShardRows(shard, List.of(), plan.negatives());
    rows.copy(places, places.length, all, rows.whole());
    replica.hand(all);
    replica.keep(shard.keys());
    kept = shard.index();
  }

  /** Of some batches, by as many threads as the machine has. */
  private IntBuffer order(BatchPlan plan, int epoch, Shard shard, int first, int count) {
    ShardBatches described = new ShardBatches(plan, epoch, shard);
    int rows = (count - 1) * plan.batchSize() + described.rowsOf(first + count - 1);
    if (order.capacity() < rows) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(rows, Integer.BYTES));
      order = bytes.order(ByteOrder.nativeOrder()).asIntBuffer();
    }
    IntBuffer into = order.clear().limit(rows);
    int tasks = (count - 1) / BATCHES_OF_A_TASK + 1;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              ShardBatches batches = new ShardBatches(plan, epoch, shard);
              int from = task * BATCHES_OF_A_TASK;
              for (int i = from; i < Math.min(count, from + BATCHES_OF_A_TASK); i++) {
                batches.places(first + i, into, i * plan.batchSize());
              }
            });
    return into;
  }
}
