package io.valora.ingest;

import static io.valora.schema.Columns.PART;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Drops the rows that a rule calls duplicates, whatever the order they come in. */
final class Duplicates {
  private static final String KEPT = "source_kept";

  private Duplicates() {}

  /**
   * @param staged typed rows with their positions
   * @param declared our column names
   * @return the rows that stay: the declared columns and the split
   */
  static Dataset<Row> drop(
      Dataset<Row> staged, List<String> declared, DuplicateRule rule, SourceFiles files) {
    List<String> names = new ArrayList<>(declared);
    names.add(PART);
    return switch (rule.policy()) {
      case KEEP -> staged.select(columns(names));
      case DROP_EXACT -> staged.select(columns(names)).distinct();
      case LAST_WINS, FIRST_WINS -> oneOfEachKey(staged, names, rule, files);
    };
  }

  /**
   * The latest or earliest of each key; at one time by file, and in it by line; by value in a
   * table.
   */
  private static Dataset<Row> oneOfEachKey(
      Dataset<Row> staged, List<String> names, DuplicateRule rule, SourceFiles files) {
    List<String> key = new ArrayList<>(rule.key());
    key.add(PART);
    Column row = struct(columns(names));
    Column order = struct(columns(order(names, rule, files)));
    return staged
        .groupBy(columns(key))
        .agg(
            (rule.policy() == DuplicatePolicy.LAST_WINS ? max_by(row, order) : min_by(row, order))
                .as(KEPT))
        .select(columns(names.stream().map(name -> KEPT + "." + name).toList()));
  }

  private static List<String> order(List<String> names, DuplicateRule rule, SourceFiles files) {
    List<String> order = new ArrayList<>();
    if (!rule.goesByFileOrder()) {
      order.add(rule.time());
    }
    order.addAll(
        files.areOrdered() ? List.of(StagedRows.FILE, StagedRows.SPLIT, StagedRows.LINE) : names);
    return order;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
