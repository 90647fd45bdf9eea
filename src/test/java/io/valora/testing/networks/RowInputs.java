package io.valora.testing.networks;

import io.valora.networks.TowerLayer;
import io.valora.tower.IndexBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of a batch as what comes into a graph of one {@link TowerLayer}. */
public final class RowInputs {
  private RowInputs() {}

  /** [batch, tables]: indices alone, as a tower without bags and numbers takes them. */
  public static INDArray indices(IndexBatch batch, int tables) {
    float[][] rows = new float[batch.rows()][tables];
    for (int row = 0; row < rows.length; row++) {
      for (int table = 0; table < tables; table++) {
        rows[row][table] = batch.indices()[table][row];
      }
    }
    return Nd4j.createFromArray(rows);
  }

  /** [batch, numbers + 3 · entries] of the row with most entries; the others end in -1. */
  public static INDArray of(IndexBatch batch, int tables, int numbers) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(row(batch, tables, numbers, row));
    }
    int width = rows.stream().mapToInt(row -> row.length).max().orElse(numbers);
    float[][] padded = new float[rows.size()][width];
    for (int row = 0; row < padded.length; row++) {
      Arrays.fill(padded[row], -1);
      System.arraycopy(rows.get(row), 0, padded[row], 0, rows.get(row).length);
    }
    return Nd4j.createFromArray(padded);
  }

  private static float[] row(IndexBatch batch, int tables, int numbers, int row) {
    List<Float> values = new ArrayList<>();
    for (int k = 0; k < numbers; k++) {
      values.add(batch.numbers()[row * numbers + k]);
    }
    for (int table = 0; table < tables; table++) {
      if (batch.bags(table) == null) {
        values.addAll(List.of((float) table, (float) batch.indices()[table][row], 1f));
        continue;
      }
      for (int at = batch.bags(table).start(row); at < batch.bags(table).start(row + 1); at++) {
        float index = batch.bags(table).index(at);
        values.addAll(List.of((float) table, index, batch.bags(table).weight(at)));
      }
    }
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
