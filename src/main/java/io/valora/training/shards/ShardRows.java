package io.valora.training.shards;

import io.valora.tower.Bags;
import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import java.util.List;

/** Copies rows of a shard, with what they are linked to, into batches. */
public final class ShardRows {
  private final Shard shard;
  private final List<LinkedTable> links;

  private final Negatives negatives;
  private int[] repeated = {};

  public ShardRows(Shard shard, List<LinkedTable> links, Negatives negatives) {
    this.shard = shard;
    this.links = links;
    this.negatives = negatives;
  }

  /** Whether rows bring bags of what they name. */
  boolean isLinked() {
    return !links.isEmpty();
  }

  /** A batch of the design that holds up to {@code rows} rows of data. */
  public static IndexBatch room(TowerDesign design, Negatives negatives, int rows) {
    int all = Math.multiplyExact(rows, negatives.factor());
    return new IndexBatch(design.tables(), design.numbers(), all);
  }

  /** Says how a batch sees the rows. */
  interface Shown {
    /** Writes the indices of some rows into a table. */
    void indices(int table, int[] rows, int count, int[] into);

    /** Whether an entry of a row's own bag is left out. */
    boolean leavesOut(int row, int table, int entry);

    /** Factor for the weights of the entries that are left. */
    float scale();

    /** Of what is drawn. */
    long seed();
  }

  /** Sees what the shard holds. */
  public Shown whole() {
    return new Shown() {
      @Override
      public void indices(int table, int[] rows, int count, int[] into) {
        int[] indices = shard.indices()[table];
        for (int k = 0; k < count; k++) {
          into[k] = indices[rows[k]];
        }
      }

      @Override
      public boolean leavesOut(int row, int table, int entry) {
        return false;
      }

      @Override
      public float scale() {
        return 1;
      }

      @Override
      public long seed() {
        return 0;
      }
    };
  }

  /** Writes the rows that {@code some} names first to last over what the batch holds. */
  public void copy(int[] some, int count, IndexBatch into, Shown shown) {
    int[] places = repeated(some, count);
    int rows = count * negatives.factor();
    into.clearBags();
    int[][] indices = shard.indices();
    for (int table = 0; table < indices.length; table++) {
      if (indices[table] == null) {
        copyBags(table, places, rows, into.bags(table), shown);
      } else {
        shown.indices(table, places, rows, into.indices()[table]);
      }
    }
    for (int k = 0; k < rows; k++) {
      into.labels()[k] = shard.labels()[places[k]];
    }
    copyNumbers(places, rows, into);
    if (negatives.perRow() > 0) {
      sampleNegatives(places, rows, into, shown);
    }
    for (int link = 0; link < links.size(); link++) {
      LinkedTable linked = links.get(link);
      addLinks(
          linked.entries(), into.indices()[linked.by()], rows, into.bags(indices.length + link));
    }
    into.holds(rows);
  }

  private static void addLinks(EntryLists entries, int[] ids, int rows, Bags into) {
    for (int k = 0; k < rows; k++) {
      if (k > 0 && ids[k] == ids[k - 1]) {
        into.repeatRow();
      } else {
        entries.addTo(into, ids[k]);
      }
    }
  }

  private int[] repeated(int[] some, int count) {
    if (negatives.perRow() == 0) {
      return some;
    }
    int factor = negatives.factor();
    repeated = repeated.length < count * factor ? new int[count * factor] : repeated;
    for (int k = 0; k < count * factor; k++) {
      repeated[k] = some[k / factor];
    }
    return repeated;
  }

  private void sampleNegatives(int[] places, int rows, IndexBatch into, Shown shown) {
    for (int k = 0; k < rows; k++) {
      int number = k % negatives.factor();
      if (number > 0) {
        into.labels()[k] = 0;
        into.indices()[negatives.table()][k] =
            negatives.draw(shown.seed(), shard.keys()[places[k]], number);
      }
    }
  }

  private void copyBags(int table, int[] places, int rows, Bags into, Shown shown) {
    EntryLists lists = shard.bags()[table];
    for (int k = 0; k < rows; k++) {
      if (k > 0 && places[k] == places[k - 1]) {
        into.repeatRow();
        continue;
      }
      if (shown.scale() == 1) {
        lists.addTo(into, places[k]);
        continue;
      }
      for (int entry = lists.starts()[places[k]]; entry < lists.starts()[places[k] + 1]; entry++) {
        if (!shown.leavesOut(places[k], table, entry)) {
          into.add(lists.indices()[entry], shown.scale() * lists.weights()[entry]);
        }
      }
      into.endRow();
    }
  }

  private void copyNumbers(int[] places, int rows, IndexBatch into) {
    int width = shard.numbersOfRow();
    for (int k = 0; k < rows && width > 0; k++) {
      System.arraycopy(shard.numbers(), places[k] * width, into.numbers(), k * width, width);
    }
  }
}
