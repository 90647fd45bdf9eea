package io.valora.networks;

import io.valora.tower.HeadKernel;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A kernel that works on a graph's own arrays, without a copy. They are the graph's: this holds on
 * to them, and {@link #isOver} tells when the graph has others.
 */
final class GraphKernel implements AutoCloseable {
  private final List<TableShape> tables;
  private final int input;
  private final INDArray parameters;
  private final INDArray gradients;
  private final FloatPointer weights;
  private final FloatPointer gradientBuffer;
  private final HeadKernel kernel;

  /**
   * @param parameters flat, in the order of {@link TowerParameters}
   * @param gradients as long, or null for scoring alone
   */
  GraphKernel(TowerLayer layer, INDArray parameters, INDArray gradients) {
    this.tables = layer.tables();
    this.input = layer.shape().input();
    this.parameters = parameters;
    this.gradients = gradients;
    this.weights = pointer(parameters);
    this.gradientBuffer = gradients == null ? weights : pointer(gradients);
    int dense = TableRows.numbers(tables);
    this.kernel =
        HeadKernel.of(layer.shape(), weights.getPointer(dense), gradientBuffer.getPointer(dense));
  }

  boolean isOver(INDArray someParameters, INDArray someGradients) {
    return parameters == someParameters
        && gradients == someGradients
        && address(parameters) == weights.address()
        && (gradients == null || address(gradients) == gradientBuffer.address());
  }

  /** All gradients become those of the batch; returns its mean loss. */
  double train(IndexBatch batch, long seed) {
    Pointer.memset(gradientBuffer, 0, (long) TableRows.numbers(tables) * Float.BYTES);
    return kernel.train(rows(batch), seed);
  }

  /** The tower's outputs. */
  float[] score(IndexBatch batch) {
    float[] outputs = new float[batch.rows()];
    kernel.score(rows(batch), outputs);
    return outputs;
  }

  @Override
  public void close() {
    kernel.close();
  }

  private TableRows rows(IndexBatch batch) {
    return new TableRows(batch, tables, input, buffer(weights), buffer(gradientBuffer));
  }

  private static FloatBuffer buffer(FloatPointer pointer) {
    return pointer.asBuffer();
  }

  /** Pointer to the array's first element, within any larger buffer. */
  private static FloatPointer pointer(INDArray array) {
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    return pointer.capacity(Math.toIntExact(array.length()));
  }

  private static long address(INDArray array) {
    return array.data().addressPointer().address();
  }
}
