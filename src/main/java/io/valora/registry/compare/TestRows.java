package io.valora.registry.compare;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.SCORE;

import io.valora.storage.ParquetNumbers;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Test rows of a run with what its model answered, ordered by their keys: memory for 24 bytes a row
 * and a sort.
 *
 * @param rows each with its key, the truth and the answer
 */
record TestRows(List<TestRow> rows) {
  /** More would need more memory than a command on a laptop has. */
  static final long MOST = 5_000_000;

  /** A test row. */
  record TestRow(long key, double truth, double answer) {}

  private static final Comparator<TestRow> ORDER =
      Comparator.comparingLong(TestRow::key)
          .thenComparingDouble(TestRow::truth)
          .thenComparingDouble(TestRow::answer);

  /** Empty where the run keeps no predictions of known columns. */
  static Optional<TestRows> of(Storage storage, RunFolder run) {
    ParquetNumbers table = storage.parquet(run.evaluation("predictions"));
    List<String> columns = table.columns();
    Optional<String> truth = first(columns, LABEL, RATING);
    Optional<String> answer = first(columns, PREDICTION, SCORE);
    if (truth.isEmpty() || answer.isEmpty() || !columns.contains(ROW_KEY)) {
      return Optional.empty();
    }
    List<TestRow> rows = new ArrayList<>();
    table.forEach(
        ROW_KEY,
        List.of(truth.get(), answer.get()),
        (key, values) -> rows.add(new TestRow(key, values[0], values[1])));
    rows.sort(ORDER);
    return Optional.of(new TestRows(rows));
  }

  private static Optional<String> first(List<String> columns, String... names) {
    return List.of(names).stream().filter(columns::contains).findFirst();
  }

  int count() {
    return rows.size();
  }

  /** Whether both have the same rows, whatever was answered. */
  boolean sameRowsAs(TestRows other) {
    if (count() != other.count()) {
      return false;
    }
    for (int i = 0; i < count(); i++) {
      if (rows.get(i).key != other.rows.get(i).key
          || rows.get(i).truth != other.rows.get(i).truth) {
        return false;
      }
    }
    return true;
  }
}
