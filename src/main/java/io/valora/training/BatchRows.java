package io.valora.training;

/** That a shard's batch of this many rows went to a network. */
record BatchRows(int shard, int batch, int rows) {
  /** The same for every attempt at the batch. */
  long key() {
    return ((long) shard << Integer.SIZE) | batch;
  }
}
