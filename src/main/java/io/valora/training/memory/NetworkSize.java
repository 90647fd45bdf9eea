package io.valora.training.memory;

import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Size of a network, in numbers of 64 bits; after {@link ArrayLimits} none of them overflows.
 *
 * @param tables of embeddings
 * @param widths input widths of the dense layers, first to last
 * @param stateWidth numbers of optimizer state per weight
 * @param rowState further numbers that each table row holds: 1 when rows decay, see TowerDesign
 */
public record NetworkSize(
    List<TableShape> tables, List<Long> widths, int stateWidth, int rowState) {
  public static NetworkSize of(TowerDesign design) {
    TowerShape dense = design.dense();
    List<Long> widths = new ArrayList<>();
    for (int layer = 0; layer < dense.layers(); layer++) {
      widths.add((long) dense.widthInto(layer));
    }
    return new NetworkSize(
        design.tables(), widths, design.rule().stateWidth(), design.embeddingDecay() > 0 ? 1 : 0);
  }

  public NetworkSize {
    tables = List.copyOf(tables);
    widths = List.copyOf(widths);
  }

  /** Numbers of a table row with its optimizer state; a frozen table has none. */
  long stride(TableShape table) {
    return table.learns()
        ? (long) table.dimension() * (1 + stateWidth) + rowState
        : table.dimension();
  }

  /** Numbers learned in the dense layers. */
  long denseWeights() {
    long weights = 0;
    for (int layer = 0; layer < widths.size(); layer++) {
      weights += (widths.get(layer) + 1) * (layer + 1 < widths.size() ? widths.get(layer + 1) : 1);
    }
    return weights;
  }

  long tableRows() {
    return tables.stream().mapToLong(TableShape::rows).sum();
  }

  /** Numbers of the embeddings that stand side by side in a row of a batch. */
  long columns() {
    return widths.get(0);
  }

  /** Bytes of the weights. */
  long weights() {
    long weights = denseWeights();
    for (TableShape table : tables) {
      weights += (long) table.rows() * table.dimension();
    }
    return Float.BYTES * weights;
  }

  /** Bytes of the weights and their optimizer state. */
  long state() {
    long state = denseState();
    for (TableShape table : tables) {
      state += table.rows() * stride(table) * Float.BYTES;
    }
    return state;
  }

  /** Bytes of the dense weights and their optimizer state. */
  long denseState() {
    return Float.BYTES * denseWeights() * (1 + stateWidth);
  }

  /**
   * Bytes of the table rows, with optimizer state, that {@code rows} rows of data change at most.
   */
  long touched(long rows) {
    return tables.stream()
        .mapToLong(table -> changed(table, rows) * stride(table) * Float.BYTES)
        .sum();
  }

  /** Bytes of an update by {@code rows} rows of data at most: see {@code TowerUpdate}. */
  long update(long rows) {
    long indices = tables.stream().mapToLong(table -> changed(table, rows)).sum();
    return touched(rows) + 2 * Integer.BYTES * indices + denseState();
  }

  /** Rows of a table that {@code rows} rows of data name and change at most. */
  private static long changed(TableShape table, long rows) {
    if (!table.learns()) {
      return 0;
    }
    return table.entries() == TableShape.Entries.ONE ? Math.min(rows, table.rows()) : table.rows();
  }
}
