package io.valora.training.averaging;

import io.valora.tower.RowMean;
import io.valora.tower.TouchedRows;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean of updates: dense weights weighted by rows of data, table rows by how often they were
 * touched, optimizer state like its weights. Updates are added in the order of their shards, and so
 * the mean has the same bits wherever they come from; of one update the mean is itself.
 */
public final class UpdateMean {
  private final RowMean[] tables;
  private float[] dense = {};
  private long rows;

  public UpdateMean(TowerDesign design) {
    this.tables = new RowMean[design.tables().size()];
    for (int table = 0; table < tables.length; table++) {
      tables[table] = new RowMean(design.tables().get(table).rows(), design.stride(table));
    }
  }

  /** Adds an update; one without rows counts for nothing. */
  void add(TowerUpdate update) {
    if (update.rows() == 0) {
      return;
    }
    for (int table = 0; table < tables.length; table++) {
      tables[table].add(update.tables().get(table));
    }
    if (rows == 0) {
      dense = update.dense().clone();
    } else {
      toward(update.dense(), (float) ((double) update.rows() / (rows + update.rows())));
    }
    rows += update.rows();
  }

  /** The mean of what was added since this was last asked; without any, no rows and no weights. */
  TowerUpdate take() {
    List<TouchedRows> touched = new ArrayList<>();
    for (RowMean table : tables) {
      touched.add(table.take());
    }
    TowerUpdate mean = new TowerUpdate(touched, dense, rows);
    dense = new float[0];
    rows = 0;
    return mean;
  }

  private void toward(float[] other, float share) {
    for (int i = 0; i < dense.length; i++) {
      dense[i] += share * (other[i] - dense[i]);
    }
  }
}
