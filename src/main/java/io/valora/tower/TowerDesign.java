package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * All that decides how a tower is trained, but its weights: tables whose rows stand side by side as
 * the input of the dense layers.
 *
 * @param tables one index a row of the data into each
 * @param dense {@link TowerShape#input()} is the sum of the tables' dimensions
 * @param embeddingDecay at least 0; each step multiplies every table row by 1 - rate · decay
 *     (decoupled weight decay: Loshchilov and Hutter, 2019); a row makes up for the steps that it
 *     was not in when it is next touched
 * @param densePenalty at least 0; adds penalty / 2 · Σ w² over the dense weights, without biases,
 *     to the loss of each batch
 */
public record TowerDesign(
    List<TableShape> tables,
    TowerShape dense,
    UpdateRule rule,
    double embeddingDecay,
    double densePenalty)
    implements Serializable {
  public TowerDesign {
    tables = List.copyOf(tables);
    int columns = tables.stream().mapToInt(TableShape::dimension).sum();
    if (columns != dense.input()) {
      throw new IllegalArgumentException(
          "The tables give %d columns, and the dense layers take %d"
              .formatted(columns, dense.input()));
    }
  }

  /**
   * Numbers that a table row holds: its embedding, the optimizer state of each part of it and, when
   * rows decay, the step that it was last touched in.
   */
  public int stride(int table) {
    return tables.get(table).dimension() * (1 + rule.stateWidth()) + (decays() ? 1 : 0);
  }

  boolean decays() {
    return embeddingDecay > 0;
  }

  /** Numbers of a table with its optimizer state. */
  public int numbersOfTable(int table) {
    return Math.multiplyExact(tables.get(table).rows(), stride(table));
  }

  /** Dense weights and their optimizer state. */
  public int numbersOfDense() {
    return dense.weights() * (1 + rule.stateWidth());
  }

  /** Weights of the whole network, without optimizer state. */
  public int parameters() {
    long tableNumbers =
        tables.stream().mapToLong(table -> (long) table.rows() * table.dimension()).sum();
    return Math.toIntExact(tableNumbers + dense.weights());
  }
}
