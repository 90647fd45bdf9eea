package io.valora.tower;

import io.valora.tower.TowerShape.Head;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Scores a trained tower row by row in plain Java. Sums are floats in a fixed order, so that a row
 * has the same bits whatever is scored before, beside or after it. Immutable and safe to share
 * between threads.
 */
public final class RowKernel implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FACTORS_AT_ONCE = 4;

  private final List<TableShape> tables;
  private final TowerShape shape;
  private final float[] parameters;
  private final int[] offsets;
  private final int[] columns;
  private final int numbers;

  /**
   * @param parameters the tables in turn, row by row, then all of {@link TowerShape#weights()}; not
   *     copied
   */
  public RowKernel(List<TableShape> tables, TowerShape shape, float[] parameters) {
    this.tables = List.copyOf(tables);
    this.shape = shape;
    this.parameters = parameters;
    this.columns = TableShape.columns(tables);
    this.offsets = new int[tables.size() + 1];
    for (int table = 0; table < tables.size(); table++) {
      TableShape one = tables.get(table);
      int length = Math.multiplyExact(one.rows(), one.dimension());
      offsets[table + 1] = Math.addExact(offsets[table], length);
    }
    this.numbers = shape.head() == Head.FACTORS ? 0 : shape.input() - TableShape.width(tables);
    int expected = Math.addExact(offsets[tables.size()], shape.weights());
    if (parameters.length != expected || numbers < 0) {
      throw new IllegalArgumentException(
          "%d parameters don't fit the tower (must be %d)".formatted(parameters.length, expected));
    }
  }

  public List<TableShape> tables() {
    return tables;
  }

  public TowerShape shape() {
    return shape;
  }

  /** All weights; not copied. */
  public float[] parameters() {
    return parameters;
  }

  /** The number of dense inputs of a row. */
  public int numbers() {
    return numbers;
  }

  /** The prediction: {@link #output}, or with cross-entropy the probability of that logit. */
  public double predict(TowerRow row) {
    float output = output(row);
    return shape.loss().answer(output);
  }

  /** The output of the last layer for a row. */
  public float output(TowerRow row) {
    float[] input = input(row);
    return shape.head() == Head.FACTORS ? product(input) : dense(input);
  }

  /**
   * The {@link #output} of a row of the first table with each of the second, to the bit, for a
   * kernel of two tables and no numbers.
   */
  public float[] outputs(int first) {
    float[] outputs = new float[tables.get(1).rows()];
    int second = 0;
    if (isAligned() && shape.head() == Head.FACTORS) {
      for (; second + FACTORS_AT_ONCE <= outputs.length; second += FACTORS_AT_ONCE) {
        fourProducts(first * side(), second, outputs);
      }
    } else if (isAligned()) {
      denseOutputs(first, outputs);
      second = outputs.length;
    }
    for (; second < outputs.length; second++) {
      outputs[second] = output(TowerRow.of(first, second));
    }
    return outputs;
  }

  /** Whether the tables' rows stand behind each other in the input, and fill it. */
  private boolean isAligned() {
    int width = tables.get(0).dimension();
    return numbers == 0
        && tables.stream().noneMatch(TableShape::isBag)
        && columns[0] == 0
        && columns[1] == width
        && width + tables.get(1).dimension() == shape.input()
        && (shape.head() == Head.DENSE || width == side());
  }

  private int side() {
    return shape.input() / 2;
  }

  /** What the first row adds to the first layer is the same for all. */
  private void denseOutputs(int first, float[] outputs) {
    int width = shape.widthOutOf(0);
    int from = offsets[2] + shape.offset(0);
    int biases = from + shape.input() * width;
    float[] begun = Arrays.copyOfRange(parameters, biases, biases + width);
    addScaled(embedding(0, first), from, begun);
    int behind = from + tables.get(0).dimension() * width;
    for (int second = 0; second < outputs.length; second++) {
      float[] values = begun.clone();
      addScaled(embedding(1, second), behind, values);
      if (shape.layers() > 1) {
        shape.activation().apply(values, width);
      }
      for (int layer = 1; layer < shape.layers(); layer++) {
        values = layer(layer, values);
      }
      outputs[second] = values[0];
    }
  }

  private float[] embedding(int table, int index) {
    float[] row = new float[tables.get(table).dimension()];
    int from = offsets[table] + index * row.length;
    for (int k = 0; k < row.length; k++) {
      row[k] = 0f + parameters[from + k];
    }
    return row;
  }

  private void fourProducts(int first, int second, float[] outputs) {
    int side = side();
    int a = offsets[1] + second * side;
    int b = a + side;
    int c = b + side;
    int d = c + side;
    float start = parameters[offsets[2]] + parameters[first];
    float sumA = start + parameters[a];
    float sumB = start + parameters[b];
    float sumC = start + parameters[c];
    float sumD = start + parameters[d];
    for (int k = 1; k < side; k++) {
      float factor = parameters[first + k];
      sumA += factor * parameters[a + k];
      sumB += factor * parameters[b + k];
      sumC += factor * parameters[c + k];
      sumD += factor * parameters[d + k];
    }
    outputs[second] = sumA;
    outputs[second + 1] = sumB;
    outputs[second + 2] = sumC;
    outputs[second + 3] = sumD;
  }

  private float[] input(TowerRow row) {
    requireFits(row);
    float[] input = new float[shape.input()];
    for (int table = 0; table < columns.length; table++) {
      int[] indices = row.indices()[table];
      float[] weights = row.weights()[table];
      for (int entry = 0; entry < indices.length; entry++) {
        add(table, indices[entry], weights == null ? 1f : weights[entry], input);
      }
    }
    System.arraycopy(row.numbers(), 0, input, input.length - numbers, numbers);
    return input;
  }

  private void add(int table, int index, float weight, float[] input) {
    int dimension = tables.get(table).dimension();
    int from = offsets[table] + index * dimension;
    int to = columns[table];
    for (int k = 0; k < dimension; k++) {
      input[to + k] += weight * parameters[from + k];
    }
  }

  private float product(float[] input) {
    int side = input.length / 2;
    float sum = parameters[offsets[columns.length]] + input[0] + input[side];
    for (int k = 1; k < side; k++) {
      sum += input[k] * input[side + k];
    }
    return sum;
  }

  private float dense(float[] input) {
    float[] values = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      values = layer(layer, values);
    }
    return values[0];
  }

  /** Adds one input after the other to all outputs, a loop that the JVM runs on vectors. */
  private float[] layer(int layer, float[] below) {
    int width = shape.widthOutOf(layer);
    int from = offsets[columns.length] + shape.offset(layer);
    int biases = from + below.length * width;
    float[] values = Arrays.copyOfRange(parameters, biases, biases + width);
    addScaled(below, from, values);
    if (layer < shape.layers() - 1) {
      shape.activation().apply(values, width);
    }
    return values;
  }

  /**
   * Adds each input's row of weights, scaled, one after the other: four at once save reading and
   * writing the sums, and change no bit of them.
   */
  private void addScaled(float[] factors, int from, float[] into) {
    int i = 0;
    for (; i + FACTORS_AT_ONCE <= factors.length; i += FACTORS_AT_ONCE) {
      addFour(factors, i, from + i * into.length, into);
    }
    for (; i < factors.length; i++) {
      addOne(factors[i], from + i * into.length, into);
    }
  }

  private void addFour(float[] factors, int first, int from, float[] into) {
    float a = factors[first];
    float b = factors[first + 1];
    float c = factors[first + 2];
    float d = factors[first + 3];
    int width = into.length;
    for (int j = 0; j < width; j++) {
      into[j] =
          into[j]
              + a * parameters[from + j]
              + b * parameters[from + width + j]
              + c * parameters[from + 2 * width + j]
              + d * parameters[from + 3 * width + j];
    }
  }

  private void addOne(float factor, int from, float[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] += factor * parameters[from + j];
    }
  }

  private void requireFits(TowerRow row) {
    boolean fits = row.indices().length == columns.length && row.numbers().length == numbers;
    for (int table = 0; fits && table < columns.length; table++) {
      int[] indices = row.indices()[table];
      float[] weights = row.weights()[table];
      int rows = tables.get(table).rows();
      fits =
          (tables.get(table).isBag() || indices.length == 1)
              && (weights == null || weights.length == indices.length)
              && Arrays.stream(indices).allMatch(index -> index >= 0 && index < rows);
    }
    if (!fits) {
      throw new IllegalArgumentException("The row doesn't fit the tower's tables and numbers");
    }
  }
}
