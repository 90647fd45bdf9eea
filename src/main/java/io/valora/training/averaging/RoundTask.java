package io.valora.training.averaging;

import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TowerDesign;
import io.valora.training.LinkedTable;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardRows;
import io.valora.training.shards.ShardedRows;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * One round of one shard, where the shard lies.
 *
 * @param training names the replicas that it may use
 */
public record RoundTask(
    String training,
    TowerDesign design,
    BatchPlan batches,
    RoundPlan rounds,
    RoundSlice slice,
    StateChain start,
    Published<List<LinkedTable>> links,
    ReplicaFactory replicas)
    implements FlatMapFunction<Iterator<Shard>, ShardRound>, ShardedRows.ShardWork<ShardRound> {

  @Override
  public Iterator<ShardRound> call(Iterator<Shard> partition) {
    return List.of(apply(partition.next())).iterator();
  }

  @Override
  public ShardRound apply(Shard shard) {
    ReplicaPool pool = ReplicaPool.of(training);
    // Batches of all shards have one size there, since sums over a batch are split by it.
    ReplicaPool.Resident resident =
        pool.borrow(shard, () -> replicas.create(design, batches.batchRows()));
    try {
      Replica replica = resident.at(start);
      Optional<ResidentShard> staying = resident.shard().filter(some -> canStay(shard));
      if (staying.isPresent()) {
        staying.get().train(design, batches, rounds, slice, shard);
      } else {
        train(replica, shard);
      }
      return new ShardRound(shard.index(), replica.end());
    } finally {
      pool.giveBack(resident);
    }
  }

  private boolean canStay(Shard shard) {
    return new ShardBatches(batches, slice.firstEpoch(), shard, links.value()).areOfPlacesAlone();
  }

  private void train(Replica replica, Shard shard) {
    IndexBatch rows =
        ShardRows.room(
            design, batches.negatives(), Math.min(batches.batchSize(), Math.max(1, shard.rows())));
    for (int epoch = slice.firstEpoch(); epoch <= slice.lastEpoch(); epoch++) {
      ShardBatches epochBatches = new ShardBatches(batches, epoch, shard, links.value());
      int end = Math.min(slice.endBatch(), epochBatches.count());
      for (int batch = slice.firstBatch(); batch < end; batch++) {
        epochBatches.fill(batch, rows);
        replica.train(rows, rounds.step(epoch, batch), epochBatches.seedOf(batch));
      }
    }
  }
}
