package io.valora.tower;

import io.valora.tower.EmbeddingTable.RowsInPlace;
import java.util.List;

/**
 * Outputs of a product of factors whose tables stand one behind the other in one array. What
 * consecutive rows of the data have in common on the left is added up once. The sums are those of
 * {@link RowKernel}, in its order. For one thread at a time.
 */
public final class FactorScores {
  private final float[] parameters;
  private final FactorSide left;
  private final FactorSide right;
  private final int width;

  /**
   * @param parameters the tables in turn, row by row, then the bias; not copied
   */
  public FactorScores(List<TableShape> tables, TowerShape shape, float[] parameters) {
    this.parameters = parameters;
    this.width = shape.input() / 2;
    RowsInPlace[] rows = new RowsInPlace[tables.size()];
    int at = 0;
    for (int table = 0; table < rows.length; table++) {
      int dimension = tables.get(table).dimension();
      rows[table] = new RowsInPlace(parameters, at, dimension);
      at += tables.get(table).rows() * dimension;
    }
    this.left = new FactorSide(rows, FactorSide.at(tables, 0), width, tables);
    this.right = new FactorSide(rows, FactorSide.at(tables, width), width, tables);
  }

  /** Whether each table is of one half of the input. */
  public static boolean fits(List<TableShape> tables, TowerShape shape) {
    return FactorSide.fits(tables, shape);
  }

  /** Writes the outputs of a batch's rows. */
  public void score(IndexBatch batch, float[] into) {
    left.open(batch);
    right.open(batch);
    for (int row = 0; row < batch.rows(); row++) {
      if (row == 0 || !left.repeats(row)) {
        left.read(row);
      }
      right.read(row);
      into[row] = output(left.values(), left.at(), right.values(), right.at());
    }
  }

  private float output(float[] one, int at, float[] other, int otherAt) {
    float sum = parameters[parameters.length - 1] + one[at] + other[otherAt];
    for (int k = 1; k < width; k++) {
      sum += one[at + k] * other[otherAt + k];
    }
    return sum;
  }
}
