package io.valora.testing.counts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.regression.RegressionJson;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.models.ModelFolder;
import io.valora.models.TableModel;
import io.valora.report.Figures;
import io.valora.report.Property;
import io.valora.report.RunPage;
import io.valora.report.RunSections;
import io.valora.schema.Columns;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Predictions for the test rows, their metrics, and the report. */
final class CountsEvaluateStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RegressionMetrics test =
        RegressionMetrics.of(predicted(context), Columns.LABEL, Columns.PREDICTION);
    context.record().rows().ledger().checkEvaluated(test.rows());
    ObjectNode metrics = JsonNodeFactory.instance.objectNode().put("task", "counts");
    RegressionJson.put(metrics.putObject("test"), test);
    context.storage().write(context.folder().metricsJson(), metrics.toPrettyString());
    List<Property> shown =
        List.of(
            new Property("RMSE", Figures.score(test.rmse())),
            new Property("MAE", Figures.score(test.mae())));
    context
        .storage()
        .write(context.folder().report(), RunPage.render(RunSections.of(context), shown));
    return new StageResult(
        context.record().withMetrics(metrics), "test RMSE %.4f".formatted(test.rmse()));
  }

  private static Dataset<Row> predicted(StageContext context) {
    TableModel model =
        TableModel.read(
            context.storage(),
            context.folder(),
            new ModelFolder(context.storage(), context.folder()).signature());
    String target = context.taskConfig(CountsConfig.class).features().target();
    Dataset<Row> rows =
        predicted(
            context.split("test").withColumn(Columns.LABEL, col(target).cast("float")), model);
    rows.write().mode("overwrite").parquet(context.folder().evaluation("predictions"));
    return context.spark().read().parquet(context.folder().evaluation("predictions"));
  }

  /** Adds {@code prediction}. */
  static Dataset<Row> predicted(Dataset<Row> rows, TableModel model) {
    UDF1<Row, Double> predict = row -> model.predict(values(row)).value();
    Column[] inputs = model.signature().names().stream().map(functions::col).toArray(Column[]::new);
    return rows.withColumn(
        Columns.PREDICTION, udf(predict, DataTypes.DoubleType).apply(functions.struct(inputs)));
  }

  private static Object[] values(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
  }
}
