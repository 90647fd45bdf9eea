package io.valora.testing.tower;

import io.valora.tower.TowerBatch;
import java.util.Arrays;

/** Rows of given numbers, and the derivatives by them that a kernel told. */
public record MatrixBatch(float[][] inputs, float[] labels, float[][] gradients)
    implements TowerBatch {
  public static MatrixBatch random(int rows, int columns, long seed) {
    float[] labels = ReferenceTower.gaussian(rows, 1, seed);
    for (int row = 0; row < rows; row++) {
      labels[row] = labels[row] > 0 ? 1 : 0;
    }
    float[][] inputs = new float[rows][];
    Arrays.setAll(inputs, row -> ReferenceTower.gaussian(columns, 1, seed * 1000 + row));
    return new MatrixBatch(inputs, labels, new float[rows][columns]);
  }

  @Override
  public int rows() {
    return inputs.length;
  }

  @Override
  public float label(int row) {
    return labels[row];
  }

  @Override
  public void read(int from, int rows, float[] tile) {
    int columns = inputs[0].length;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(inputs[from + row], 0, tile, row * (columns + 1), columns);
    }
  }

  @Override
  public void learn(int from, int rows, float[] tile) {
    int columns = inputs[0].length;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(tile, row * (columns + 1), gradients[from + row], 0, columns);
    }
  }
}
