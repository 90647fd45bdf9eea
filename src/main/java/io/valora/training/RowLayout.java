package io.valora.training;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.CONTEXT_WEIGHTS;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER_INDEX;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Column layout of encoded rows, as a tower reads them. Every dataset has {@code row_key} long.
 *
 * @param label a float column
 * @param tables for each table that rows name themselves, in the order of the network's tables
 * @param numbers a column of float arrays, all of one length; empty where rows have none
 */
public record RowLayout(String label, List<TableColumns> tables, String numbers)
    implements Serializable {
  /** A user and an item, and the stars. */
  public static final RowLayout RATINGS =
      new RowLayout(
          RATING, List.of(TableColumns.index(USER_INDEX), TableColumns.index(ITEM_INDEX)), "");

  /** The same, and what else ratings have in common. */
  public static final RowLayout RATINGS_IN_CONTEXT =
      new RowLayout(
          RATING,
          List.of(
              TableColumns.index(USER_INDEX),
              TableColumns.index(ITEM_INDEX),
              TableColumns.bag(CONTEXT, CONTEXT_WEIGHTS)),
          "");

  /**
   * Columns of a table.
   *
   * @param indices of int, or of int arrays
   * @param weights of float arrays as long; empty where a row has one index
   */
  public record TableColumns(String indices, String weights) implements Serializable {
    public static TableColumns index(String column) {
      return new TableColumns(column, "");
    }

    public boolean isBag() {
      return !weights.isEmpty();
    }

    public static TableColumns bag(String indices, String weights) {
      return new TableColumns(indices, weights);
    }
  }

  public RowLayout {
    tables = List.copyOf(tables);
  }

  /** The columns in the order in which shards read them, behind the key. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(label));
    for (TableColumns table : tables) {
      columns.add(table.indices());
      if (table.isBag()) {
        columns.add(table.weights());
      }
    }
    if (hasNumbers()) {
      columns.add(numbers);
    }
    return columns;
  }

  public boolean hasNumbers() {
    return !numbers.isEmpty();
  }
}
