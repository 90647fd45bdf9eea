package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * All that decides how a tower is trained, but its weights: tables whose rows stand side by side as
 * the input of the dense layers.
 *
 * @param tables one index or bag a row of the data into each
 * @param dense {@link TowerShape#input()} is the tables' columns and the rows' own numbers
 * @param embeddingDecay at least 0; each step multiplies every table row by 1 - rate · decay
 *     (decoupled weight decay: Loshchilov and Hutter, 2019); a row makes up for the steps that it
 *     was not in when it is next touched
 * @param embeddingPenalty at least 0; adds penalty / 2 · |e|² to the loss of a row of the data for
 *     each table row e that it names, so that what is named often is held more tightly
 * @param densePenalty at least 0; adds penalty / 2 · Σ w² over the dense weights, without biases,
 *     to the loss of each batch
 */
public record TowerDesign(
    List<TableShape> tables,
    TowerShape dense,
    UpdateRule rule,
    double embeddingDecay,
    double embeddingPenalty,
    double densePenalty)
    implements Serializable {
  /** Without a penalty on the rows that are named. */
  public TowerDesign(
      List<TableShape> tables,
      TowerShape dense,
      UpdateRule rule,
      double embeddingDecay,
      double densePenalty) {
    this(tables, dense, rule, embeddingDecay, 0, densePenalty);
  }

  public TowerDesign {
    tables = List.copyOf(tables);
    int columns = TableShape.width(tables);
    if (columns > dense.input()) {
      throw new IllegalArgumentException(
          "The tables give %d columns, and the dense layers take %d"
              .formatted(columns, dense.input()));
    }
  }

  /**
   * Numbers that a table row holds: its embedding and, unless the table is frozen, the optimizer
   * state of each part of it and, when rows decay, the step that it was last touched in.
   */
  public int stride(int table) {
    TableShape shape = tables.get(table);
    return shape.learns()
        ? shape.dimension() * (1 + rule.stateWidth()) + (decays(table) ? 1 : 0)
        : shape.dimension();
  }

  /** The input column at which each table is added. */
  int[] columns() {
    return TableShape.columns(tables);
  }

  /** Columns of the input behind the tables: numbers of the row itself. */
  public int numbers() {
    return dense.head() == TowerShape.Head.FACTORS ? 0 : dense.input() - TableShape.width(tables);
  }

  /** Whether a column is more than one number of one table, or none. */
  boolean sums() {
    int next = 0;
    int[] columns = columns();
    for (int table = 0; table < columns.length; table++) {
      if (columns[table] != next || tables.get(table).isBag()) {
        return true;
      }
      next += tables.get(table).dimension();
    }
    return next + numbers() != dense.input();
  }

  boolean decays(int table) {
    return embeddingDecay > 0 && tables.get(table).learns();
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
