package io.valora.training.shards;

import io.valora.training.Negatives;
import java.io.Serializable;

/**
 * Batch sampling plan: the rows of a batch as a function of (seed, epoch, shard, batch) alone.
 *
 * @param batchSize rows of a batch; the last of a shard may have fewer
 * @param unknownDropout share in [0, 1) of users, and of items, that a batch shows as unknown, and
 *     of entries of bags that it leaves out
 * @param negatives negative samples of each row
 * @param run at least 1; as many rows, neighbors in the shard and so mostly of one user, go into a
 *     batch together
 */
public record BatchPlan(
    long seed, int batchSize, double unknownDropout, Negatives negatives, int run)
    implements Serializable {
  /** Of rows that are drawn one by one. */
  public BatchPlan(long seed, int batchSize, double unknownDropout, Negatives negatives) {
    this(seed, batchSize, unknownDropout, negatives, 1);
  }

  /** Without negative samples. */
  public BatchPlan(long seed, int batchSize, double unknownDropout) {
    this(seed, batchSize, unknownDropout, Negatives.NONE);
  }

  /** Batches that hold each of {@code rows} rows once. */
  public int batches(int rows) {
    return rows == 0 ? 0 : (rows - 1) / batchSize + 1;
  }

  /** Rows of the largest batch with the negatives of its rows; at most the largest int. */
  public int batchRows() {
    return (int) Math.min(Integer.MAX_VALUE, (long) batchSize * negatives.factor());
  }
}
