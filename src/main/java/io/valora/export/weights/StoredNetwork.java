package io.valora.export.weights;

import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerShape.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained network with its matrices in the format that they are exported in.
 *
 * @param kernel the network in plain Java, with the weights that a runtime computes with
 * @param tables of embeddings
 * @param layers weights of the dense layers, {@code [in, out]}; none of factors
 * @param biases of the dense layers, or the one of factors; always floats of 32 bits
 */
public record StoredNetwork(
    RowKernel kernel, List<StoredMatrix> tables, List<StoredMatrix> layers, List<float[]> biases) {
  /** From this width on a scale for each row takes little beside the row. */
  private static final int WIDE = 24;

  public StoredNetwork {
    tables = List.copyOf(tables);
    layers = List.copyOf(layers);
    biases = List.copyOf(biases);
  }

  /** Stores the weights of a network. */
  public static StoredNetwork of(RowKernel kernel, Precision precision) {
    float[] weights = kernel.parameters();
    TowerShape shape = kernel.shape();
    List<StoredMatrix> tables = new ArrayList<>();
    List<StoredMatrix> layers = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    int at = 0;
    for (TableShape table : kernel.tables()) {
      ScaledBy scaledBy = table.dimension() < WIDE ? ScaledBy.COLUMN : ScaledBy.ROW;
      FloatMatrix matrix = new FloatMatrix(weights, at, table.rows(), table.dimension());
      tables.add(precision.store(matrix, scaledBy));
      at += matrix.size();
    }
    for (int layer = 0; shape.head() == Head.DENSE && layer < shape.layers(); layer++) {
      int from = at + shape.offset(layer);
      FloatMatrix matrix =
          new FloatMatrix(weights, from, shape.widthInto(layer), shape.widthOutOf(layer));
      layers.add(precision.store(matrix, ScaledBy.COLUMN));
      int end = from + matrix.size();
      biases.add(Arrays.copyOfRange(weights, end, end + matrix.columns()));
    }
    if (shape.head() == Head.FACTORS) {
      biases.add(new float[] {weights[at]});
    }
    return new StoredNetwork(restored(kernel, tables, layers), tables, layers, biases);
  }

  /** Size of its weights. */
  public long bytes() {
    return Stream.concat(tables.stream(), layers.stream()).mapToLong(StoredMatrix::bytes).sum()
        + biases.stream().mapToLong(bias -> (long) Float.BYTES * bias.length).sum();
  }

  private static RowKernel restored(
      RowKernel kernel, List<StoredMatrix> tables, List<StoredMatrix> layers) {
    if (Stream.concat(tables.stream(), layers.stream()).allMatch(FloatMatrix.class::isInstance)) {
      return kernel;
    }
    float[] weights = kernel.parameters().clone();
    int at = 0;
    for (StoredMatrix table : tables) {
      table.restore(weights, at);
      at += table.rows() * table.columns();
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).restore(weights, at + kernel.shape().offset(layer));
    }
    return new RowKernel(kernel.tables(), kernel.shape(), weights);
  }
}
