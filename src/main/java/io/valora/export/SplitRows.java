package io.valora.export;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.Signature;
import io.valora.storage.ParquetRows;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Rows of a run's splits as its model takes them, read in a stream and without Spark. */
record SplitRows(Storage storage, RunFolder run, Signature signature) {
  /** Rows that are answered together. */
  static final int BATCH = 1024;

  /**
   * A batch of rows.
   *
   * @param values one for each input
   * @param truths of the target
   */
  record Batch(List<Object[]> values, List<Double> truths) {}

  /**
   * Gives the rows of a split, some at a time.
   *
   * @throws JobException when the run doesn't keep them
   */
  void forEachBatch(String split, Consumer<Batch> visitor) {
    List<Object[]> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>(signature.names());
    columns.add(signature.output().name());
    table(split)
        .forEach(
            columns,
            row -> {
              rows.add(row);
              if (rows.size() == BATCH) {
                visitor.accept(batch(rows));
                rows.clear();
              }
            });
    if (!rows.isEmpty()) {
      visitor.accept(batch(rows));
    }
  }

  /** Gives the value of one input in each row of a split. */
  void forEachValue(String split, String input, Consumer<Object> visitor) {
    table(split).forEach(List.of(input), row -> visitor.accept(row[0]));
  }

  private ParquetRows table(String split) {
    ParquetRows table = storage.parquet(run.split(split)).rows();
    if (table.columns().isEmpty()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "export run " + run.runId(),
          "it keeps no %s rows to verify the export on".formatted(split));
    }
    return table;
  }

  private Batch batch(List<Object[]> rows) {
    int inputs = signature.names().size();
    return new Batch(
        rows.stream().map(row -> Arrays.copyOf(row, inputs)).toList(),
        rows.stream().map(row -> ((Number) row[inputs]).doubleValue()).toList());
  }
}
