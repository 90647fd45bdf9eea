package io.valora.training.shards;

/** That a shard's batch of this many rows went to a network. */
public record BatchRows(int shard, int batch, int rows) {
  /** The same for every attempt at the batch. */
  public long key() {
    return ((long) shard << Integer.SIZE) | batch;
  }
}
