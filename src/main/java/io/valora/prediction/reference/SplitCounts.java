package io.valora.prediction.reference;

import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.BinningState;
import io.valora.model.reference.Bins;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts of all columns of a split in one pass. */
final class SplitCounts {
  private SplitCounts() {}

  /**
   * @param bins one per column
   * @return one per column
   */
  static List<BinnedRows> of(Dataset<Row> rows, List<MeasuredColumn> columns, List<Bins> bins) {
    Column[] values = columns.stream().map(MeasuredColumn::value).toArray(Column[]::new);
    List<BinningState> empty = new ArrayList<>(bins.stream().map(BinningState::new).toList());
    return rows
        .select(values)
        .toJavaRDD()
        .treeAggregate(empty, SplitCounts::add, SplitCounts::merge)
        .stream()
        .map(BinningState::result)
        .toList();
  }

  private static List<BinningState> add(List<BinningState> states, Row row) {
    for (int i = 0; i < states.size(); i++) {
      states.get(i).add(row.get(i));
    }
    return states;
  }

  private static List<BinningState> merge(List<BinningState> states, List<BinningState> more) {
    for (int i = 0; i < states.size(); i++) {
      states.get(i).merge(more.get(i));
    }
    return states;
  }
}
