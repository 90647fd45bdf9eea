package io.valora.models;

import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerShape.Head;
import java.util.Arrays;
import java.util.List;

/**
 * Outputs of dense layers for one user and every item, to the bit those of {@link
 * RowKernel#output}. Items stand behind each other in arrays, so that the JVM runs its loops on
 * vectors; what an item adds to the first layer is the same for all users. Safe to share between
 * threads.
 */
final class DenseItemOutputs {
  private static final int BLOCK = 256;

  /** The largest number of sums of first layers that are kept: 64 MiB. Others are made anew. */
  private static final long KEPT = 16L << 20;

  private final List<TableShape> tables;
  private final TowerShape shape;
  private final float[] parameters;
  private final int layers;
  private final int items;

  /** By block, output of the first layer and item; null where they aren't kept. */
  private final float[][][] firstLayers;

  /**
   * @param kernel one that {@link #fits}
   */
  DenseItemOutputs(RowKernel kernel) {
    this.tables = kernel.tables();
    this.shape = kernel.shape();
    this.parameters = kernel.parameters();
    this.layers = parameters.length - shape.weights();
    this.items = tables.get(1).rows();
    boolean keeps = (long) items * shape.widthOutOf(0) <= KEPT;
    this.firstLayers = new float[keeps ? (items + BLOCK - 1) / BLOCK : 0][][];
    Arrays.setAll(firstLayers, block -> firstLayer(block * BLOCK));
  }

  /** Whether a row is a user and an item, each with columns of its own, and bags that are empty. */
  static boolean fits(RowKernel kernel) {
    List<TableShape> tables = kernel.tables();
    int[] columns = TableShape.columns(tables);
    if (kernel.shape().head() != Head.DENSE || kernel.numbers() > 0 || tables.size() < 2) {
      return false;
    }
    int users = tables.get(0).dimension();
    int end = users + tables.get(1).dimension();
    boolean fits =
        columns[0] == 0
            && columns[1] == users
            && tables.get(0).entries() == Entries.ONE
            && tables.get(1).entries() == Entries.ONE;
    for (int table = 2; table < columns.length; table++) {
      fits &= tables.get(table).entries() == Entries.BAG && columns[table] >= end;
    }
    return fits;
  }

  /** By index of the item. */
  float[] of(int user) {
    float[] outputs = new float[items];
    float[] begun = begun(user);
    for (int first = 0; first < items; first += BLOCK) {
      float[][] sums = firstLayers.length == 0 ? firstLayer(first) : firstLayers[first / BLOCK];
      System.arraycopy(answers(begun, sums), 0, outputs, first, sums[0].length);
    }
    return outputs;
  }

  private float[] answers(float[] begun, float[][] sums) {
    int rows = sums[0].length;
    float[][] values = new float[begun.length][rows];
    for (int k = 0; k < begun.length; k++) {
      addTo(begun[k], sums[k], values[k]);
    }
    for (int layer = 1; layer < shape.layers(); layer++) {
      for (float[] value : values) {
        shape.activation().apply(value, rows);
      }
      int width = shape.widthOutOf(layer);
      int from = layers + shape.offset(layer);
      float[][] above = new float[width][rows];
      for (int k = 0; k < width; k++) {
        Arrays.fill(above[k], parameters[from + values.length * width + k]);
      }
      multiply(values, from, above);
      values = above;
    }
    return values[0];
  }

  private static void addTo(float begun, float[] sums, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = begun + sums[i];
    }
  }

  /** Biases of the first layer and what the user adds. */
  private float[] begun(int user) {
    int width = shape.widthOutOf(0);
    int from = layers + shape.offset(0);
    int biases = from + shape.input() * width;
    float[] sums = Arrays.copyOfRange(parameters, biases, biases + width);
    int dimension = tables.get(0).dimension();
    for (int i = 0; i < dimension; i++) {
      float value = parameters[user * dimension + i];
      for (int k = 0; k < width; k++) {
        sums[k] += value * parameters[from + i * width + k];
      }
    }
    return sums;
  }

  /** What a block's items add. */
  private float[][] firstLayer(int first) {
    int rows = Math.min(BLOCK, items - first);
    int width = shape.widthOutOf(0);
    int users = tables.get(0).rows() * tables.get(0).dimension();
    int dimension = tables.get(1).dimension();
    float[][] embeddings = new float[dimension][rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < dimension; i++) {
        embeddings[i][row] = parameters[users + (first + row) * dimension + i];
      }
    }
    float[][] sums = new float[width][rows];
    multiply(embeddings, layers + shape.offset(0) + tables.get(0).dimension() * width, sums);
    return sums;
  }

  /**
   * Adds one input after the other to each output: two of both at once save reading and writing,
   * and change no bit.
   *
   * @param below [inputs][rows]
   * @param from the first weight of [inputs, outputs]
   * @param above [outputs][rows]
   */
  private void multiply(float[][] below, int from, float[][] above) {
    int width = above.length;
    int k = 0;
    for (; k + 2 <= width; k += 2) {
      int i = 0;
      for (int at = from + k; i + 2 <= below.length; i += 2, at += 2 * width) {
        float[] weights = parameters;
        addTwo(
            below[i],
            below[i + 1],
            weights[at],
            weights[at + width],
            above[k],
            weights[at + 1],
            weights[at + width + 1],
            above[k + 1]);
      }
      for (; i < below.length; i++) {
        add(below[i], parameters[from + i * width + k], above[k]);
        add(below[i], parameters[from + i * width + k + 1], above[k + 1]);
      }
    }
    for (; k < width; k++) {
      for (int i = 0; i < below.length; i++) {
        add(below[i], parameters[from + i * width + k], above[k]);
      }
    }
  }

  private static void addTwo(
      float[] one, float[] other, float a, float b, float[] into, float c, float d, float[] next) {
    for (int row = 0; row < into.length; row++) {
      float left = one[row];
      float right = other[row];
      into[row] = into[row] + a * left + b * right;
      next[row] = next[row] + c * left + d * right;
    }
  }

  private static void add(float[] values, float weight, float[] into) {
    for (int row = 0; row < into.length; row++) {
      into[row] += weight * values[row];
    }
  }
}
