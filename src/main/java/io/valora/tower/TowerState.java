package io.valora.tower;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that training changes in a tower; not copied.
 *
 * @param tables for each table its rows, each with its embedding and then its optimizer state
 * @param dense the dense weights, then each part of their optimizer state
 */
public record TowerState(float[][] tables, float[] dense) implements Serializable {

  /**
   * Before the first step.
   *
   * @param parameters as of {@link #parameters}
   */
  public static TowerState starting(TowerDesign design, float[] parameters) {
    TowerState state = zero(design);
    int from = 0;
    for (int table = 0; table < state.tables.length; table++) {
      TableShape shape = design.tables().get(table);
      int stride = design.stride(table);
      Arrays.fill(state.tables[table], design.rule().initialState());
      for (int row = 0; row < shape.rows(); row++) {
        System.arraycopy(parameters, from, state.tables[table], row * stride, shape.dimension());
        from += shape.dimension();
        if (design.decays(table)) {
          state.tables[table][(row + 1) * stride - 1] = 0;
        }
      }
    }
    Arrays.fill(state.dense, design.rule().initialState());
    System.arraycopy(parameters, from, state.dense, 0, design.dense().weights());
    return state;
  }

  /** The same arrays that {@link #blocks} gave. */
  public static TowerState of(List<float[]> blocks) {
    int tables = blocks.size() - 1;
    return new TowerState(blocks.subList(0, tables).toArray(float[][]::new), blocks.get(tables));
  }

  static TowerState zero(TowerDesign design) {
    float[][] tables = new float[design.tables().size()][];
    Arrays.setAll(tables, table -> new float[design.numbersOfTable(table)]);
    return new TowerState(tables, new float[design.numbersOfDense()]);
  }

  public List<float[]> blocks() {
    List<float[]> blocks = new ArrayList<>(Arrays.asList(tables));
    blocks.add(dense);
    return blocks;
  }

  /** The network's weights without optimizer state: the tables in turn, then the dense layers. */
  public float[] parameters(TowerDesign design) {
    float[] parameters = new float[design.parameters()];
    int to = 0;
    for (int table = 0; table < tables.length; table++) {
      TableShape shape = design.tables().get(table);
      for (int row = 0; row < shape.rows(); row++) {
        System.arraycopy(
            tables[table], row * design.stride(table), parameters, to, shape.dimension());
        to += shape.dimension();
      }
    }
    System.arraycopy(dense, 0, parameters, to, design.dense().weights());
    return parameters;
  }

  /** Puts what a round made of some of it in its place. */
  public void apply(TowerDesign design, TowerUpdate update) {
    for (int table = 0; table < tables.length; table++) {
      TouchedRows touched = update.tables().get(table);
      int stride = design.stride(table);
      for (int slot = 0; slot < touched.rows().length; slot++) {
        System.arraycopy(
            touched.values(), slot * stride, tables[table], touched.rows()[slot] * stride, stride);
      }
    }
    System.arraycopy(update.dense(), 0, dense, 0, dense.length);
  }

  public TowerState copy() {
    float[][] copies = new float[tables.length][];
    Arrays.setAll(copies, table -> tables[table].clone());
    return new TowerState(copies, dense.clone());
  }

  void copyFrom(TowerState other) {
    for (int table = 0; table < tables.length; table++) {
      System.arraycopy(other.tables[table], 0, tables[table], 0, tables[table].length);
    }
    System.arraycopy(other.dense, 0, dense, 0, dense.length);
  }
}
