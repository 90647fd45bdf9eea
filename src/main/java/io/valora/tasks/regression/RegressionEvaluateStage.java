package io.valora.tasks.regression;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.PREDICTION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Figure;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.baselines.Baseline;
import io.valora.baselines.FittedBaseline;
import io.valora.baselines.LabelMean;
import io.valora.evaluation.RowKeys;
import io.valora.evaluation.regression.InputImportance;
import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.evaluation.regression.RegressionResult;
import io.valora.features.fit.table.EncodedRows;
import io.valora.gates.DefaultGates;
import io.valora.gates.GateResult;
import io.valora.job.DecidingRows;
import io.valora.job.PredictedRows;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TestSummary;
import io.valora.report.RunSections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;

/** The test rows, once: the network beside the baselines, and the report. */
public final class RegressionEvaluateStage implements StageWork {
  private static final int IMPORTANCE_ROWS = 2_000;

  @Override
  public StageResult run(StageContext context) {
    RegressionModel model =
        RegressionModel.read(context.storage(), context.folder(), context.config());
    DecidingRows rows = new DecidingRows(context);
    RegressionResult result = evaluate(context, model, rows);
    RegressionMetrics test = result.model().test();
    context.record().rows().ledger().checkEvaluated(test.rows());
    List<String> advice =
        new ArrayList<>(
            context.judge(
                gates(result), result.toTree(), predicted(context, model, result.model()), rows));
    advice.addAll(result.advice());
    context.storage().write(context.folder().metricsJson(), result.toJson());
    context
        .storage()
        .write(
            context.folder().report(),
            RegressionPage.render(report(context, model, result, advice)));
    ObjectNode kept = result.toTree().retain("task", "test", "baselines");
    advice.forEach(kept.putArray(TestSummary.VERDICT)::add);
    return new StageResult(
        context.record().withMetrics(kept),
        "test RMSE %s, R² %s on %,d rows"
            .formatted(Figure.of(test.rmse()), Figure.of(test.r2()), test.rows()));
  }

  private static List<GateResult> gates(RegressionResult result) {
    return List.of(
        DefaultGates.finite("rmse", result.model().test().rmse()),
        DefaultGates.varied(result.model().againstMean()),
        DefaultGates.noWorse(result.model().againstMean(), LabelMean.NAME));
  }

  private static RegressionResult evaluate(
      StageContext context, RegressionModel model, DecidingRows rows) {
    Dataset<Row> seen =
        EncodedRows.exact(
                context.split("train").union(context.split("validation")), model.encoder())
            .cache();
    try (SideBySide works = new SideBySide()) {
      Part<RegressionEvaluation> evaluation = works.start(() -> evaluation(context, model, seen));
      Dataset<Row> test = EncodedRows.exact(context.split("test"), model.encoder());
      Map<String, Part<RegressionMetrics>> baselines =
          works.startEach(
              context.taskConfig(RegressionConfig.class).baselines().baselines(),
              Baseline::name,
              baseline -> {
                // Fitted on validation too: a baseline needs no rows to know when to stop.
                try (FittedBaseline fitted = baseline.fit(seen)) {
                  Dataset<Row> answers = fitted.predict(test);
                  rows.compare(
                      baseline.name(), answers, () -> predicted(context, model, evaluation.get()));
                  return RegressionMetrics.of(answers, LABEL, PREDICTION);
                }
              });
      return new RegressionResult(
          model.encoder().target().name(), evaluation.get(), SideBySide.results(baselines));
    } finally {
      seen.unpersist();
    }
  }

  private static RegressionEvaluation evaluation(
      StageContext context, RegressionModel model, Dataset<Row> seen) {
    String predictions = context.folder().evaluation("predictions");
    Dataset<Row> predicted = model.predict(context.split("test"));
    predicted.write().mode(SaveMode.Overwrite).parquet(predictions);
    return RegressionEvaluation.of(
        context.spark().read().schema(predicted.schema()).parquet(predictions),
        model.encoder().inputs(),
        context.taskConfig(RegressionConfig.class).evaluation(),
        context.config().seed(),
        LabelMean.of(seen));
  }

  private static PredictedRows predicted(
      StageContext context, RegressionModel model, RegressionEvaluation evaluation) {
    return new PredictedRows(
        () -> context.spark().read().parquet(context.folder().evaluation("predictions")),
        new RowKeys(model.encoder().inputs()),
        model.encoder().target().name(),
        PREDICTION,
        Double.NaN,
        evaluation.againstMean().constant(),
        Map.of());
  }

  /** On the first test rows, which are in no order that matters. */
  private static List<InputImportance> importance(StageContext context, RegressionModel model) {
    List<String> inputs = model.encoder().inputs();
    List<Column> columns = new ArrayList<>(inputs.stream().map(functions::col).toList());
    columns.add(RegressionMetrics.number(model.encoder().target().name()));
    List<Object[]> rows = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (Row row :
        context
            .split("test")
            .select(columns.toArray(Column[]::new))
            .limit(IMPORTANCE_ROWS)
            .collectAsList()) {
      rows.add(IntStream.range(0, inputs.size()).mapToObj(row::get).toArray());
      targets.add(row.getDouble(inputs.size()));
    }
    return inputs.size() < 2 || rows.isEmpty()
        ? List.of()
        : InputImportance.of(
            new InputImportance.Sample(inputs, rows, targets),
            model::predict,
            context.config().seed());
  }

  private static RegressionReport report(
      StageContext context, RegressionModel model, RegressionResult result, List<String> advice) {
    var config = context.taskConfig(RegressionConfig.class).evaluation();
    return new RegressionReport(
        RunSections.of(context, advice),
        RegressionReport.Nouns.of(config.rowNoun(), config.unit(), result.target()),
        result,
        importance(context, model));
  }
}
