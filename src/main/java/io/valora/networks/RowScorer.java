package io.valora.networks;

import io.valora.tower.IndexBatch;

/** Scores rows of data; one per task, not thread-safe. */
public interface RowScorer {
  /**
   * Writes what the network gives for the batch's rows: with cross-entropy a logit, else what is
   * compared with the label.
   */
  void score(IndexBatch batch, float[] outputs);
}
