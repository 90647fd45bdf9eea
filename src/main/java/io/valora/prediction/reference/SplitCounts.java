package io.valora.prediction.reference;

import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.AnswerErrors;
import io.valora.model.reference.AnswerErrorsState;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.BinningState;
import io.valora.model.reference.Bins;
import io.valora.model.reference.NumberBins;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of all columns of a split in one pass, and the errors of its answers.
 *
 * @param rows one per column
 */
record SplitCounts(List<BinnedRows> rows, AnswerErrors errors) {
  /** States of one pass: one per column, and one of the errors. */
  private record Counting(List<BinningState> columns, AnswerErrorsState errors)
      implements Serializable {}

  /**
   * @param columns the inputs, the target, and the answer
   * @param bins one per column
   * @param probabilities whether answers are those of a positive class
   */
  static SplitCounts of(
      Dataset<Row> rows, List<MeasuredColumn> columns, List<Bins> bins, boolean probabilities) {
    int[] ids =
        IntStream.range(0, columns.size())
            .filter(i -> AnswerCells.isId(columns.get(i).measure()))
            .toArray();
    Column[] values = columns.stream().map(MeasuredColumn::value).toArray(Column[]::new);
    Counting empty =
        new Counting(
            new ArrayList<>(bins.stream().map(BinningState::new).toList()),
            new AnswerErrorsState(
                probabilities,
                (NumberBins) bins.get(bins.size() - 1),
                Arrays.stream(ids).mapToObj(i -> columns.get(i).name()).toList()));
    Counting counted =
        rows.select(values)
            .toJavaRDD()
            .treeAggregate(empty, (states, row) -> add(states, row, ids), SplitCounts::merge);
    return new SplitCounts(
        counted.columns().stream().map(BinningState::result).toList(), counted.errors().result());
  }

  private static Counting add(Counting states, Row row, int[] ids) {
    int last = row.size() - 1;
    for (int i = 0; i <= last; i++) {
      states.columns().get(i).add(row.get(i));
    }
    if (!row.isNullAt(last) && row.get(last - 1) instanceof Number target) {
      states.errors().add(row.getDouble(last), unknown(row, ids), target.doubleValue());
    }
    return states;
  }

  private static int unknown(Row row, int[] ids) {
    int unknown = 0;
    for (int i = 0; i < ids.length; i++) {
      unknown |= AnswerCells.UNKNOWN.equals(row.get(ids[i])) ? 1 << i : 0;
    }
    return unknown;
  }

  private static Counting merge(Counting states, Counting more) {
    for (int i = 0; i < states.columns().size(); i++) {
      states.columns().get(i).merge(more.columns().get(i));
    }
    states.errors().merge(more.errors());
    return states;
  }
}
