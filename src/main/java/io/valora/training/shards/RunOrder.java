package io.valora.training.shards;

import io.valora.base.KeyedHash;

/**
 * A random order of a shard's rows in which runs of neighbors stay together: the runs are in a
 * {@link ShuffledOrder}. Where the first begins is random too, so that the rows between two runs,
 * and the few that fill none and come last, are others in every epoch.
 */
final class RunOrder {
  private final int rows;
  private final int run;
  private final int start;
  private final int inRuns;
  private final ShuffledOrder order;

  /**
   * @param run at least 1; 1 is the order of single rows
   */
  RunOrder(long seed, int rows, int run) {
    this.rows = rows;
    this.run = run;
    this.start = run == 1 || rows == 0 ? 0 : (int) (KeyedHash.uniform(seed, run) * rows);
    this.inRuns = rows / run * run;
    this.order = new ShuffledOrder(seed, rows / run);
  }

  /** Writes the rows at {@code count} places from {@code from} on. */
  void write(int from, int count, int[] into) {
    int place = from;
    while (place < from + count) {
      int within = place < inRuns ? place % run : 0;
      int row = place < inRuns ? order.at(place / run) * run + within : place;
      int next = place < inRuns ? place - within + run : rows;
      int end = Math.min(next, from + count);
      for (; place < end; place++, row++) {
        int shifted = row + start;
        into[place - from] = shifted < rows && shifted >= 0 ? shifted : shifted - rows;
      }
    }
  }
}
