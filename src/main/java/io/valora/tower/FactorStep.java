package io.valora.tower;

import io.valora.tower.EmbeddingTable.RowsInPlace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The head of {@link FactorKernel} on table rows where they stand. Consecutive rows of the data
 * that name the same on the left, such as a user and all that it rated, share that side's sum, and
 * its gradient is spread over what they name once for all of them.
 */
final class FactorStep implements TowerStep {
  /** Rows of the data whose table rows are read ahead; they stay in the innermost caches. */
  private static final int AHEAD = 32;

  private final EmbeddingTable[] tables;
  private final int[] large;
  private final DenseWeights dense;
  private final TowerLoss loss;
  private final FactorSide left;
  private final FactorSide right;
  private final FactorGradients leftGradients;
  private final FactorGradients rightGradients;
  private final RowArithmetic arithmetic = RowArithmetic.fastest();
  private final int factors;
  private final float[] direction;
  private final float[] gradient;

  /** Read by nobody; keeps the reads from being optimized away. */
  private int lastRead;

  private double lossSum;
  private double biasGradient;

  FactorStep(TowerDesign design, EmbeddingTable[] tables, DenseWeights dense) {
    int width = design.dense().input() / 2;
    this.tables = tables;
    this.large =
        IntStream.range(0, tables.length)
            .filter(i -> !design.tables().get(i).isBag() && tables[i].isLarge())
            .toArray();
    this.dense = dense;
    this.loss = design.dense().loss();
    int[] ofLeft = FactorSide.at(design.tables(), 0);
    int[] ofRight = FactorSide.at(design.tables(), width);
    RowsInPlace[] rows =
        Arrays.stream(tables).map(EmbeddingTable::rows).toArray(RowsInPlace[]::new);
    this.left = new FactorSide(rows, ofLeft, width, design.tables());
    this.right = new FactorSide(rows, ofRight, width, design.tables());
    this.leftGradients = new FactorGradients(tables, ofLeft);
    this.rightGradients = new FactorGradients(tables, ofRight);
    this.factors = width - 1;
    this.direction = new float[width];
    this.gradient = new float[width];
    direction[0] = 1f;
  }

  @Override
  public double gradients(IndexBatch batch, long seed) {
    for (EmbeddingTable table : tables) {
      table.begin();
    }
    left.open(batch);
    right.open(batch);
    lossSum = 0;
    biasGradient = 0;
    float bias = dense.sent().get(0);
    int ahead = large.length == 0 ? batch.rows() : 0;
    for (int row = 0; row < batch.rows(); ) {
      if (row >= ahead) {
        ahead = Math.min(batch.rows(), row + AHEAD);
        readAhead(batch, row, ahead);
      }
      int end = row + 1;
      while (end < batch.rows() && left.repeats(end)) {
        end++;
      }
      group(batch, row, end, bias);
      row = end;
    }
    dense.sentGradients().put(0, (float) biasGradient);
    return lossSum / batch.rows();
  }

  @Override
  public void close() {}

  /** Brings the rows of large tables that some rows of the data name into the cache. */
  private void readAhead(IndexBatch batch, int from, int to) {
    for (int table : large) {
      lastRead ^= tables[table].readAhead(batch.indices()[table], from, to);
    }
  }

  /** Rows of one left side. */
  private void group(IndexBatch batch, int from, int to, float bias) {
    float share = 1f / batch.rows();
    left.read(from);
    float leftBias = bias + left.values()[left.at()];
    System.arraycopy(left.values(), left.at() + 1, direction, 1, factors);
    Arrays.fill(gradient, 0f);
    for (int row = from; row < to; row++) {
      right.read(row);
      float[] other = right.values();
      int at = right.at();
      float product = arithmetic.dot(direction, 1, other, at + 1, factors);
      float output = leftBias + other[at] + product;
      float label = batch.labels()[row];
      float derivative = loss.derivative(output, label) * share;
      lossSum += loss.of(output, label);
      biasGradient += derivative;
      gradient[0] += derivative;
      arithmetic.add(derivative, other, at + 1, gradient, 1, factors);
      rightGradients.learn(batch, row, 1, derivative, direction);
    }
    leftGradients.learn(batch, from, to - from, 1f, gradient);
  }
}
