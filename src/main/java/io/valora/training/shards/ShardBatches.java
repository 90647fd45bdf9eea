package io.valora.training.shards;

import io.valora.base.KeyedHash;
import io.valora.networks.RatingBatch;
import io.valora.tower.IndexBatch;
import io.valora.training.LinkedTable;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The batches of one shard in one epoch. Which rows a batch has is random; they stand in it as they
 * stand in the shard, users in order, so that memory is read in order too.
 */
public final class ShardBatches {
  private static final int UNKNOWN = 0;

  private final BatchPlan plan;
  private final int epoch;
  private final Shard shard;
  private final RunOrder order;
  private final PlaceSort sort = new PlaceSort();
  private final ShardRows copier;
  private int[] places = {};

  public ShardBatches(BatchPlan plan, int epoch, Shard shard) {
    this(plan, epoch, shard, List.of());
  }

  public ShardBatches(BatchPlan plan, int epoch, Shard shard, List<LinkedTable> links) {
    this.copier = new ShardRows(shard, links, plan.negatives());
    this.plan = plan;
    this.epoch = epoch;
    this.shard = shard;
    long seed = KeyedHash.hash(plan.seed(), epoch, shard.index());
    this.order = new RunOrder(seed, shard.rows(), plan.run());
  }

  public int count() {
    return plan.batches(shard.rows());
  }

  /** Rows of a batch, of which the last of a shard may have fewer. */
  public int rowsOf(int batch) {
    return Math.min(plan.batchSize(), shard.rows() - batch * plan.batchSize());
  }

  public BatchRows described(int batch) {
    return new BatchRows(shard.index(), batch, rowsOf(batch));
  }

  /** Seed for what the network draws while it learns from this batch. */
  public long seedOf(int batch) {
    return KeyedHash.hash(plan.seed(), epoch, shard.index(), batch);
  }

  /** Of ratings. */
  public MultiDataSet batch(int batch) {
    IndexBatch rows = new IndexBatch(2, rowsOf(batch));
    fill(batch, rows);
    return RatingBatch.of(rows.indices()[0], rows.indices()[1], rows.labels());
  }

  /** Writes a batch over what {@code into} holds; its capacity is at least the batch's rows. */
  public void fill(int batch, IndexBatch into) {
    int rows = rowsOf(batch);
    takePlaces(batch, rows);
    copier.copy(places, rows, into, new Hiding());
  }

  private void takePlaces(int batch, int rows) {
    places = places.length < rows ? new int[rows] : places;
    order.write(batch * plan.batchSize(), rows, places);
    sort.sort(places, rows, shard.rows());
  }

  /**
   * Whether batches are rows of the shard as they stand, but for indices that are shown as unknown.
   */
  public boolean areOfPlacesAlone() {
    return plan.negatives().perRow() == 0
        && !copier.isLinked()
        && Arrays.stream(shard.bags()).allMatch(Objects::isNull);
  }

  /** Writes the places in the shard of a batch's rows from the buffer's {@code at} on. */
  public void places(int batch, IntBuffer into, int at) {
    int rows = rowsOf(batch);
    takePlaces(batch, rows);
    into.duplicate().position(at).put(places, 0, rows);
  }

  /** Seed of what batches show as unknown, as {@link KeyedHash#hash} of it, a key and a part. */
  public long hidingSeed() {
    return KeyedHash.hash(plan.seed(), epoch);
  }

  /** Hides indices behind the unknown one, and entries of bags altogether. */
  private final class Hiding implements ShardRows.Shown {
    private final long seed = hidingSeed();

    @Override
    public void indices(int table, int[] rows, int count, int[] into) {
      int[] indices = shard.indices()[table];
      boolean hiding = plan.unknownDropout() > 0;
      for (int k = 0; k < count; k++) {
        into[k] = hiding && hides(rows[k], 1 + table) ? UNKNOWN : indices[rows[k]];
      }
    }

    @Override
    public boolean leavesOut(int row, int table, int entry) {
      int place = entry - shard.bags()[table].starts()[row];
      return hides(row, ((long) place << Byte.SIZE) + 1 + table);
    }

    @Override
    public float scale() {
      return (float) (1 / (1 - plan.unknownDropout()));
    }

    @Override
    public long seed() {
      return seed;
    }

    private boolean hides(int row, long part) {
      long hash = KeyedHash.extended(KeyedHash.extended(seed, shard.keys()[row]), part);
      return KeyedHash.uniformOf(hash) < plan.unknownDropout();
    }
  }
}
