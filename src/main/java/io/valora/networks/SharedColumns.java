package io.valora.networks;

import io.valora.tower.Bags;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that fill some columns of a tower's input, and no others do.
 *
 * @param tables ascending
 * @param from first column
 * @param to behind the last column
 */
record SharedColumns(List<Integer> tables, int from, int to) {
  /** All tables, those together that have a column in common. */
  static List<SharedColumns> of(List<TableShape> tables) {
    int[] columns = TableShape.columns(tables);
    List<SharedColumns> all = new ArrayList<>();
    for (int table = 0; table < columns.length; table++) {
      int end = columns[table] + tables.get(table).dimension();
      SharedColumns joined = new SharedColumns(List.of(table), columns[table], end);
      for (SharedColumns other : List.copyOf(all)) {
        if (other.from < joined.to && joined.from < other.to) {
          all.remove(other);
          joined = other.with(joined);
        }
      }
      all.add(joined);
    }
    return all;
  }

  private SharedColumns with(SharedColumns other) {
    List<Integer> both = new ArrayList<>(tables);
    both.addAll(other.tables);
    return new SharedColumns(
        both.stream().sorted().toList(), Math.min(from, other.from), Math.max(to, other.to));
  }

  /** Whether a row, not the first, names what the row before it names. */
  boolean repeats(IndexBatch batch, int row) {
    for (int table : tables) {
      Bags bags = batch.bags(table);
      boolean same =
          bags == null
              ? batch.indices()[table][row] == batch.indices()[table][row - 1]
              : bags.repeats(row);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
