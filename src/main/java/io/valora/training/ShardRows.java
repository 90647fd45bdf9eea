package io.valora.training;

import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import java.util.List;

/** Copies rows of a shard, with what they are linked to, into batches. */
final class ShardRows {
  private final Shard shard;
  private final List<LinkedTable> links;

  ShardRows(Shard shard, List<LinkedTable> links) {
    this.shard = shard;
    this.links = links;
  }

  /** A batch of the design that holds up to {@code rows} rows. */
  static IndexBatch room(TowerDesign design, int rows) {
    return new IndexBatch(design.tables(), design.numbers(), rows);
  }

  /** Says how the batch sees the row's index into a table. */
  interface Shown {
    int index(int row, int table);
  }

  /** Writes the rows that {@code places} names first to last over what the batch holds. */
  void copy(int[] places, int rows, IndexBatch into, Shown shown) {
    into.clearBags();
    int[][] indices = shard.indices();
    for (int table = 0; table < indices.length; table++) {
      if (indices[table] == null) {
        copyBags(table, places, rows, into.bags(table));
      } else {
        for (int k = 0; k < rows; k++) {
          into.indices()[table][k] = shown.index(places[k], table);
        }
      }
    }
    for (int k = 0; k < rows; k++) {
      into.labels()[k] = shard.labels()[places[k]];
    }
    copyNumbers(places, rows, into);
    for (int link = 0; link < links.size(); link++) {
      LinkedTable linked = links.get(link);
      Bags bags = into.bags(indices.length + link);
      for (int k = 0; k < rows; k++) {
        linked.entries().addTo(bags, into.indices()[linked.by()][k]);
      }
    }
    into.holds(rows);
  }

  private void copyBags(int table, int[] places, int rows, Bags into) {
    for (int k = 0; k < rows; k++) {
      shard.bags()[table].addTo(into, places[k]);
    }
  }

  private void copyNumbers(int[] places, int rows, IndexBatch into) {
    int width = shard.numbersOfRow();
    for (int k = 0; k < rows && width > 0; k++) {
      System.arraycopy(shard.numbers(), places[k] * width, into.numbers(), k * width, width);
    }
  }
}
