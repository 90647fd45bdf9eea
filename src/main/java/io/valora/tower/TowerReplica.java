package io.valora.tower;

import java.util.ArrayList;
import java.util.List;

/** A replica on the processor: one thread and its caches. */
public final class TowerReplica implements Replica {
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

  @Override
  public void load(TowerState state) {
    undo();
    start.copyFrom(state);
    dense.load(start.dense());
  }

  @Override
  public void apply(TowerUpdate update) {
    undo();
    start.apply(design, update);
    dense.load(start.dense());
  }

  @Override
  public double train(IndexBatch batch, long step, long seed) {
    rows += batch.rows();
    double loss = work.gradients(batch, seed);
    for (EmbeddingTable table : tables) {
      table.update(step, batch.rows());
    }
    dense.update(step);
    return loss;
  }

  @Override
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

  @Override
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
