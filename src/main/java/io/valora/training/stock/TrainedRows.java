package io.valora.training.stock;

import io.valora.training.shards.BatchRows;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * Rows that went to a network, by batch: a batch that Spark ran twice (a retry, a speculative copy)
 * counts once.
 */
public final class TrainedRows extends AccumulatorV2<BatchRows, Long> {
  private static final long serialVersionUID = 1L;

  private final Map<Long, Integer> rowsByBatch = new HashMap<>();

  @Override
  public boolean isZero() {
    return rowsByBatch.isEmpty();
  }

  @Override
  public TrainedRows copy() {
    TrainedRows copy = new TrainedRows();
    copy.rowsByBatch.putAll(rowsByBatch);
    return copy;
  }

  @Override
  public void reset() {
    rowsByBatch.clear();
  }

  @Override
  public void add(BatchRows batch) {
    rowsByBatch.put(batch.key(), batch.rows());
  }

  @Override
  public void merge(AccumulatorV2<BatchRows, Long> other) {
    rowsByBatch.putAll(((TrainedRows) other).rowsByBatch);
  }

  /** All rows, each batch once. */
  @Override
  public Long value() {
    return rowsByBatch.values().stream().mapToLong(Integer::longValue).sum();
  }
}
