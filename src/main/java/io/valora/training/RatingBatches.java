package io.valora.training;

import io.valora.base.KeyedHash;
import io.valora.networks.RatingBatch;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The batches of one shard in one epoch. */
final class RatingBatches {
  private static final int UNKNOWN = 0;
  private static final int USER_SIDE = 1;
  private static final int ITEM_SIDE = 2;

  private final BatchPlan plan;
  private final int epoch;
  private final Shard shard;
  private final ShuffledOrder order;

  RatingBatches(BatchPlan plan, int epoch, Shard shard) {
    this.plan = plan;
    this.epoch = epoch;
    this.shard = shard;
    this.order = new ShuffledOrder(KeyedHash.hash(plan.seed(), epoch, shard.index()), shard.rows());
  }

  int count() {
    return plan.batches(shard.rows());
  }

  int rowsOf(int batch) {
    return Math.min(plan.batchSize(), shard.rows() - batch * plan.batchSize());
  }

  BatchRows described(int batch) {
    return new BatchRows(shard.index(), batch, rowsOf(batch));
  }

  /** Seed for what the network draws while it learns from this batch. */
  long seedOf(int batch) {
    return KeyedHash.hash(plan.seed(), epoch, shard.index(), batch);
  }

  MultiDataSet batch(int batch) {
    int rows = rowsOf(batch);
    int[] users = new int[rows];
    int[] items = new int[rows];
    float[] ratings = new float[rows];
    for (int k = 0; k < rows; k++) {
      int row = order.at(batch * plan.batchSize() + k);
      users[k] = shown(shard.users()[row], shard.keys()[row], USER_SIDE);
      items[k] = shown(shard.items()[row], shard.keys()[row], ITEM_SIDE);
      ratings[k] = shard.ratings()[row];
    }
    return RatingBatch.of(users, items, ratings);
  }

  private int shown(int index, long key, int side) {
    boolean hidden =
        plan.unknownDropout() > 0
            && KeyedHash.uniform(plan.seed(), epoch, key, side) < plan.unknownDropout();
    return hidden ? UNKNOWN : index;
  }
}
