package io.valora.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Leakage report: overlap of test with train, and test ids unseen in train, in rows of test.
 *
 * @param testRows all rows of test
 * @param sameInput rows whose input columns are all equal to those of some row of train
 * @param sameInputAndTarget those of them for which the target is equal too
 * @param unseen for each id column, the values train never saw
 */
public record LeakReport(
    long testRows, long sameInput, long sameInputAndTarget, List<UnseenIds> unseen) {
  private static final String TEST = "rows-of-test";
  private static final String TRAIN = "rows-of-train";
  private static final String SAME = "rows-of-same";

  public LeakReport {
    unseen = List.copyOf(unseen);
  }

  /**
   * Compares two splits by groups of equal rows; nothing that grows with the rows reaches the
   * driver.
   */
  public static LeakReport of(Dataset<Row> train, Dataset<Row> test, LeakKeys keys) {
    Dataset<Row> both = train.withColumn(TEST, lit(0L)).unionByName(test.withColumn(TEST, lit(1L)));
    try (SideBySide counts = new SideBySide()) {
      Part<Row> shared = counts.start(() -> shared(both, keys));
      List<Part<UnseenIds>> unseen =
          keys.ids().stream().map(id -> counts.start(() -> unseen(both, id))).toList();
      return new LeakReport(
          shared.get().getLong(0),
          shared.get().getLong(1),
          shared.get().getLong(2),
          unseen.stream().map(Part::get).toList());
    }
  }

  /** The counts by name, in a fixed order: {@code unseen-<id>} and {@code rows-of-unseen-<id>}. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("test-rows", testRows);
    counts.put("same-input", sameInput);
    counts.put("same-input-and-target", sameInputAndTarget);
    for (UnseenIds ids : unseen) {
      counts.put("unseen-" + ids.column(), ids.ids());
      counts.put("rows-of-unseen-" + ids.column(), ids.rows());
    }
    return counts;
  }

  /** Rows of test; those of them with an input of train; those with its target too. */
  private static Row shared(Dataset<Row> both, LeakKeys keys) {
    List<String> inputAndTarget = new ArrayList<>(keys.input());
    inputAndTarget.add(keys.target());
    return counted(both, inputAndTarget)
        .groupBy(columns(keys.input()))
        .agg(sum(TEST).as(TEST), sum(TRAIN).as(TRAIN), sum(seen()).as(SAME))
        .agg(total(col(TEST)), total(seen()), total(col(SAME)))
        .head();
  }

  private static UnseenIds unseen(Dataset<Row> both, String id) {
    Row totals =
        counted(both, List.of(id))
            .where(col(TRAIN).equalTo(0))
            .agg(count(lit(1)), total(col(TEST)))
            .head();
    return new UnseenIds(id, totals.getLong(0), totals.getLong(1));
  }

  /** How many rows of train and of test have the same values there; nulls are equal to nulls. */
  private static Dataset<Row> counted(Dataset<Row> both, List<String> columns) {
    return both.groupBy(columns(columns))
        .agg(sum(TEST).as(TEST), sum(lit(1L).minus(col(TEST))).as(TRAIN));
  }

  /** The rows of test of a group that train has too. */
  private static Column seen() {
    return when(col(TRAIN).gt(0), col(TEST)).otherwise(0L);
  }

  private static Column total(Column counts) {
    return coalesce(sum(counts), lit(0L));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
