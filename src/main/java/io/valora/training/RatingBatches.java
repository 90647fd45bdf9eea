package io.valora.training;

import io.valora.base.KeyedHash;
import io.valora.networks.RatingBatch;
import io.valora.tower.IndexBatch;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The batches of one shard in one epoch. Which rows a batch has is random; they stand in it as they
 * stand in the shard, users in order, so that memory is read in order too.
 */
final class RatingBatches {
  private static final int UNKNOWN = 0;
  private static final int USER_SIDE = 1;
  private static final int ITEM_SIDE = 2;

  private final BatchPlan plan;
  private final int epoch;
  private final Shard shard;
  private final ShuffledOrder order;
  private final PlaceSort sort = new PlaceSort();

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
    IndexBatch rows = new IndexBatch(2, rowsOf(batch));
    fill(batch, rows);
    return RatingBatch.of(rows.indices()[0], rows.indices()[1], rows.labels());
  }

  /** Writes a batch over what {@code into} holds; its capacity is at least the batch's rows. */
  void fill(int batch, IndexBatch into) {
    int rows = rowsOf(batch);
    int[] places = into.indices()[0];
    for (int k = 0; k < rows; k++) {
      places[k] = order.at(batch * plan.batchSize() + k);
    }
    sort.sort(places, rows, shard.rows());
    for (int k = 0; k < rows; k++) {
      int row = places[k];
      into.labels()[k] = shard.ratings()[row];
      into.indices()[1][k] = shown(shard.items()[row], row, ITEM_SIDE);
      into.indices()[0][k] = shown(shard.users()[row], row, USER_SIDE);
    }
    into.holds(rows);
  }

  private int shown(int index, int row, int side) {
    boolean hidden =
        plan.unknownDropout() > 0
            && KeyedHash.uniform(plan.seed(), epoch, shard.keys()[row], side)
                < plan.unknownDropout();
    return hidden ? UNKNOWN : index;
  }
}
