package io.valora.tower;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy of a tower that one thread trains. A round of batches begins at weights that it was given
 * and ends with what they became, upon which the replica is again what it was before the round.
 */
public final class TowerReplica implements AutoCloseable {
  private final TowerDesign design;
  private final TowerState start;
  private final EmbeddingTable[] tables;
  private final DenseWeights dense;
  private final TowerStep work;
  private long rows;

  /** All weights and all state are 0 until {@link #load}. */
  public TowerReplica(TowerDesign design) {
    this.design = design;
    this.start = TowerState.zero(design);
    this.tables = new EmbeddingTable[design.tables().size()];
    for (int table = 0; table < tables.length; table++) {
      tables[table] = new EmbeddingTable(design, table, start.tables()[table]);
    }
    this.dense = new DenseWeights(design);
    this.work = TowerStep.of(design, tables, dense);
  }

  /** Copies a whole state. */
  public void load(TowerState state) {
    undo();
    start.copyFrom(state);
    dense.load(start.dense());
  }

  /** Copies what an averaging changed. */
  public void apply(TowerUpdate update) {
    undo();
    start.apply(design, update);
    dense.load(start.dense());
  }

  /**
   * One step.
   *
   * @param step from 1, the same on every shard
   * @param seed of dropout
   * @return mean loss of the batch before the step, without penalties
   */
  public double train(IndexBatch batch, long step, long seed) {
    rows += batch.rows();
    double loss = work.gradients(batch, seed);
    for (EmbeddingTable table : tables) {
      table.update(step, batch.rows());
    }
    dense.update(step);
    return loss;
  }

  /** Returns the changes since {@link #load}, {@link #apply} or the last call, and resets them. */
  public TowerUpdate end() {
    List<TouchedRows> touched = new ArrayList<>();
    for (EmbeddingTable table : tables) {
      touched.add(table.round().end());
    }
    TowerUpdate update = new TowerUpdate(touched, dense.now(), rows);
    undo();
    return update;
  }

  @Override
  public void close() {
    work.close();
    dense.close();
  }

  /** Forgets what batches made since the round began. */
  public void undo() {
    for (EmbeddingTable table : tables) {
      table.round().undo();
    }
    if (rows > 0) {
      dense.load(start.dense());
    }
    rows = 0;
  }
}
