package io.valora.gates.serving;

import static io.valora.schema.Columns.ROW_KEY;

import io.valora.base.Figure;
import io.valora.base.JobException;
import io.valora.gates.GateResult;
import io.valora.model.GoldenRow;
import io.valora.model.GoldenRows;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.registry.StoredRun;
import io.valora.registry.compare.RecordedTest;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Test rows of a published run: its own metric must be theirs, and its model must answer them. */
public final class TestedRun {
  private static final String RULE = "metric-of-test-rows";
  private static final String REMEDY =
      "its evaluation isn't that of its test rows: train it anew under another --run-id";

  private final GateResult metric;
  private final List<GoldenRow> rows;

  private TestedRun(GateResult metric, List<GoldenRow> rows) {
    this.metric = metric;
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads the predictions, and the first test rows as a user would write them.
   *
   * @param most rows
   */
  public static TestedRun of(Storage storage, StoredRun run, int most) {
    RecordedTest test;
    try {
      test = RecordedTest.read(storage, run);
    } catch (JobException unknown) {
      return new TestedRun(GateResult.notJudged(RULE, "", unknown.getMessage()), List.of());
    }
    try {
      Signature signature = new ModelFolder(storage, run.folder()).signature();
      return new TestedRun(metric(test), rows(storage, run, signature, test, most));
    } catch (JobException unreadable) {
      return new TestedRun(metric(test), List.of());
    }
  }

  /** Verdict on the metric: that of the test rows and of no others. */
  public GateResult metric() {
    return metric;
  }

  /** Test rows with the answers of the evaluation. */
  public List<GoldenRow> rows() {
    return rows;
  }

  private static GateResult metric(RecordedTest test) {
    return test.metric()
        .map(found -> metric(test, found))
        .orElseGet(() -> GateResult.notJudged(RULE, "", "no metric is a mean over test rows"));
  }

  private static GateResult metric(RecordedTest test, RecordedTest.Metric found) {
    String sentence =
        test.isOfTestRows()
            ? "%s %s was recorded, the predictions of the %,d test rows give %s"
                .formatted(
                    found.name(),
                    Figure.of(found.recorded()),
                    test.rows(),
                    Figure.of(found.found()))
            : "%s %s was measured on %,d rows that aren't the %,d test rows"
                .formatted(
                    found.name(), Figure.of(found.recorded()), test.predictions(), test.rows());
    return GateResult.judged(
        RULE,
        test.isOfTestRows() && !found.differs(),
        new GateResult.Figures(found.name(), found.recorded(), found.found()),
        sentence,
        REMEDY);
  }

  private static List<GoldenRow> rows(
      Storage storage, StoredRun run, Signature signature, RecordedTest test, int most) {
    List<String> columns = new ArrayList<>(List.of(ROW_KEY));
    columns.addAll(signature.names());
    EvaluatedClasses classes = EvaluatedClasses.read(storage, run.folder());
    List<GoldenRow> rows = new ArrayList<>();
    for (Object[] row : storage.parquet(run.folder().split("test")).rows().first(columns, most)) {
      test.answer((Long) row[0])
          .ifPresent(
              answer ->
                  GoldenRows.cells(signature, Arrays.copyOfRange(row, 1, row.length))
                      .ifPresent(
                          cells -> rows.add(new GoldenRow(cells, answer, classes.of(answer)))));
    }
    return rows;
  }
}
