package io.valora.testing.tower;

import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import java.util.Arrays;

/** A whole tower in doubles on rows of indices, bags and numbers; derivatives by differences. */
public record ReferenceRows(TowerDesign design, double[] parameters) {
  private static final double STEP = 1e-5;

  /** Mean loss of a batch, without penalties. */
  public double loss(IndexBatch batch) {
    int dense = parameters.length - design.dense().weights();
    ReferenceTower tower =
        new ReferenceTower(
            design.dense(), Arrays.copyOfRange(parameters, dense, parameters.length));
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum += tower.loss(input(batch, row), batch.labels()[row]);
    }
    return sum / batch.rows();
  }

  /** Of {@link #loss} by all parameters. */
  public double[] gradients(IndexBatch batch) {
    double[] gradients = new double[parameters.length];
    for (int i = 0; i < gradients.length; i++) {
      double parameter = parameters[i];
      parameters[i] = parameter + STEP;
      double above = loss(batch);
      parameters[i] = parameter - STEP;
      gradients[i] = (above - loss(batch)) / (2 * STEP);
      parameters[i] = parameter;
    }
    return gradients;
  }

  private double[] input(IndexBatch batch, int row) {
    double[] input = new double[design.dense().input()];
    int[] columns = TableShape.columns(design.tables());
    int offset = 0;
    for (int table = 0; table < columns.length; table++) {
      TableShape shape = design.tables().get(table);
      Bags bags = batch.bags(table);
      int entries = bags == null ? 1 : bags.start(row + 1) - bags.start(row);
      for (int i = 0; i < entries; i++) {
        int index = bags == null ? batch.indices()[table][row] : bags.index(bags.start(row) + i);
        double weight = bags == null ? 1 : bags.weight(bags.start(row) + i);
        for (int k = 0; k < shape.dimension(); k++) {
          input[columns[table] + k] += weight * parameters[offset + index * shape.dimension() + k];
        }
      }
      offset += shape.rows() * shape.dimension();
    }
    int numbers = design.numbers();
    for (int k = 0; k < numbers; k++) {
      input[input.length - numbers + k] = batch.numbers()[row * numbers + k];
    }
    return input;
  }
}
