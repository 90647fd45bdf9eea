package io.valora.job;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;

import io.valora.evaluation.PairedMetrics;
import io.valora.evaluation.PairedState;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.gates.GateResult;
import io.valora.gates.NewestLabels;
import io.valora.storage.RunFolder;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Test rows of a run that its job's champion hasn't read, as their keys tell.
 *
 * @param predicted all test rows
 */
record NewestRows(StageContext context, PredictedRows predicted) {
  static final String UNKNOWN =
      "not applicable: the job has no other champion whose rows are there to tell what is new";

  private static final String KNOWN = "known_key";

  /** The rows among these; empty where there is no champion, or its rows are gone. */
  Optional<Dataset<Row>> of(Dataset<Row> rows) {
    return among(rows, "left_anti");
  }

  /** Holds what the run explains of the new labels against what it explains of the others. */
  GateResult judge() {
    Dataset<Row> all = predicted.rows().get();
    Optional<Dataset<Row>> newest = of(all);
    return newest.isEmpty()
        ? NewestLabels.notJudged(UNKNOWN)
        : NewestLabels.judge(squares(newest.get()), squares(among(all, "left_semi").orElseThrow()));
  }

  private Optional<Dataset<Row>> among(Dataset<Row> rows, String join) {
    return ChampionChange.of(context)
        .map(RunFolder::typed)
        .filter(context.storage()::isFolder)
        .map(
            typed ->
                rows.join(
                    context.spark().read().parquet(typed).select(col(ROW_KEY).as(KNOWN)),
                    col(ROW_KEY).equalTo(col(KNOWN)),
                    join));
  }

  /** Mean squared errors of the run first, of the simplest answer second. */
  private PairedMetrics squares(Dataset<Row> rows) {
    double constant = predicted.simplest();
    return rows.select(
            RegressionMetrics.number(predicted.truth()),
            RegressionMetrics.number(predicted.prediction()))
        .toJavaRDD()
        .treeAggregate(
            new PairedState(),
            (state, row) -> {
              double error = row.getDouble(1) - row.getDouble(0);
              double ofConstant = constant - row.getDouble(0);
              state.add(error * error, ofConstant * ofConstant);
              return state;
            },
            (state, other) -> {
              state.merge(other);
              return state;
            })
        .means();
  }
}
