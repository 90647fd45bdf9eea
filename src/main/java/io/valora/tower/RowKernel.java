package io.valora.tower;

import io.valora.tower.TowerShape.Head;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

  /** Where the columns of each table begin, and of the numbers, ascending; and where they end. */
  private final int[] parts;

  private transient volatile float[][][] layerRows;

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
    this.parts =
        IntStream.concat(
                Arrays.stream(columns), IntStream.of(0, shape.input() - numbers, shape.input()))
            .distinct()
            .sorted()
            .toArray();
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
   * product of factors; other tables must be bags, and are left empty.
   */
  public float[] products(int first) {
    if (!isProductOfTwo()) {
      throw new IllegalArgumentException("The tower is no product of two tables' rows");
    }
    float[] outputs = new float[tables.get(1).rows()];
    int from = first * side();
    int second = 0;
    for (; second + FACTORS_AT_ONCE <= outputs.length; second += FACTORS_AT_ONCE) {
      fourProducts(from, second, outputs);
    }
    for (; second < outputs.length; second++) {
      int at = offsets[1] + second * side();
      float sum = parameters[offsets[columns.length]] + parameters[from] + parameters[at];
      for (int k = 1; k < side(); k++) {
        sum += parameters[from + k] * parameters[at + k];
      }
      outputs[second] = sum;
    }
    return outputs;
  }

  /** Whether a row of the first table fills the left half, one of the second the right one. */
  public boolean isProductOfTwo() {
    return shape.head() == Head.FACTORS
        && columns.length >= 2
        && columns[0] == 0
        && columns[1] == side()
        && tables.get(0).dimension() == side()
        && tables.get(1).dimension() == side()
        && !tables.get(0).isBag()
        && !tables.get(1).isBag()
        && tables.stream().skip(2).allMatch(TableShape::isBag);
  }

  private int side() {
    return shape.input() / 2;
  }

  private void fourProducts(int first, int second, float[] outputs) {
    int side = side();
    int a = offsets[1] + second * side;
    int b = a + side;
    int c = b + side;
    int d = c + side;
    float start = parameters[offsets[columns.length]] + parameters[first];
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

  /** The first layer adds up the columns of each table by themselves, then these sums. */
  private float dense(float[] input) {
    float[] values = biases(0);
    addLayer(0, input, 0, parts[1], values);
    for (int part = 1; part < parts.length - 1; part++) {
      float[] sums = new float[values.length];
      addLayer(0, input, parts[part], parts[part + 1], sums);
      for (int k = 0; k < sums.length; k++) {
        values[k] += sums[k];
      }
    }
    for (int layer = 1; layer < shape.layers(); layer++) {
      shape.activation().apply(values, values.length);
      float[] below = values;
      values = biases(layer);
      addLayer(layer, below, 0, below.length, values);
    }
    return values[0];
  }

  private float[] biases(int layer) {
    int width = shape.widthOutOf(layer);
    int from = weightsOf(layer) + shape.widthInto(layer) * width;
    return Arrays.copyOfRange(parameters, from, from + width);
  }

  private int weightsOf(int layer) {
    return offsets[columns.length] + shape.offset(layer);
  }

  /**
   * Adds some inputs' rows of weights, scaled, one after the other: four at once save reading and
   * writing the sums, and change no bit of them.
   */
  private void addLayer(int layer, float[] factors, int begin, int end, float[] into) {
    if (into.length == 1) {
      into[0] = sum(into[0], factors, begin, end, weightsOf(layer));
      return;
    }
    float[][] rows = rows(layer);
    int i = begin;
    for (; i + FACTORS_AT_ONCE <= end; i += FACTORS_AT_ONCE) {
      addFour(factors, i, rows, into);
    }
    for (; i < end; i++) {
      addOne(factors[i], rows[i], into);
    }
  }

  private float sum(float begun, float[] factors, int begin, int end, int from) {
    float sum = begun;
    for (int i = begin; i < end; i++) {
      sum += factors[i] * parameters[from + i];
    }
    return sum;
  }

  /** Copies of a layer's rows: the JVM runs loops on vectors only where each array begins at 0. */
  private float[][] rows(int layer) {
    float[][][] all = layerRows;
    if (all == null) {
      all = new float[shape.hidden().size()][][];
      Arrays.setAll(all, this::copiedRows);
      layerRows = all;
    }
    return all[layer];
  }

  private float[][] copiedRows(int layer) {
    int width = shape.widthOutOf(layer);
    int from = weightsOf(layer);
    float[][] rows = new float[shape.widthInto(layer)][];
    Arrays.setAll(
        rows, row -> Arrays.copyOfRange(parameters, from + row * width, from + (row + 1) * width));
    return rows;
  }

  private static void addFour(float[] factors, int first, float[][] rows, float[] into) {
    float a = factors[first];
    float b = factors[first + 1];
    float c = factors[first + 2];
    float d = factors[first + 3];
    float[] one = rows[first];
    float[] two = rows[first + 1];
    float[] three = rows[first + 2];
    float[] four = rows[first + 3];
    for (int j = 0; j < into.length; j++) {
      into[j] = into[j] + a * one[j] + b * two[j] + c * three[j] + d * four[j];
    }
  }

  private static void addOne(float factor, float[] row, float[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] += factor * row[j];
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
