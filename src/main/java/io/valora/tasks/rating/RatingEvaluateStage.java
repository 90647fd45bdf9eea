package io.valora.tasks.rating;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Figure;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.baselines.Baseline;
import io.valora.baselines.FittedBaseline;
import io.valora.baselines.GlobalMean;
import io.valora.baselines.TrainMean;
import io.valora.evaluation.RowKeys;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.rating.FamiliarRows;
import io.valora.evaluation.rating.RatingEvaluation;
import io.valora.evaluation.rating.RatingMetricsWriter;
import io.valora.evaluation.rating.RatingResult;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.features.fit.Vocabulary;
import io.valora.gates.DefaultGates;
import io.valora.gates.GateResult;
import io.valora.job.DecidingRows;
import io.valora.job.PredictedRows;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TestSummary;
import io.valora.lineage.LedgerCount;
import io.valora.model.Range;
import io.valora.prediction.PairPredictions;
import io.valora.prediction.RowOrder;
import io.valora.report.RunSections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * The test rows, once: the network beside the baselines, in stars and as ranked lists, and the
 * report.
 */
public final class RatingEvaluateStage implements StageWork {
  /** Encoded rows; {@code seen} is train and validation. */
  private record Splits(Dataset<Row> train, Dataset<Row> seen, Dataset<Row> test) {
    static Splits of(StageContext context, RatingModel model) {
      Dataset<Row> train = model.encoder().encode(context.split("train")).cache();
      Dataset<Row> validation = model.encoder().encode(context.split("validation"));
      return new Splits(
          train,
          train.union(validation).cache(),
          RowOrder.byKey(model.encoder().encodeInContext(context.split("test")), testRows(context))
              .cache());
    }

    private static long testRows(StageContext context) {
      return context.record().rows().ledger().count(LedgerCount.TEST).orElseThrow();
    }

    void release() {
      List.of(train, seen, test).forEach(Dataset::unpersist);
    }
  }

  @Override
  public StageResult run(StageContext context) {
    RatingModel model = RatingModel.read(context.spark(), context.storage(), context.folder());
    Splits splits = Splits.of(context, model);
    String checkpoints = context.folder().uri() + "/staging";
    context.spark().sparkContext().setCheckpointDir(checkpoints);
    try {
      DecidingRows rows = new DecidingRows(context);
      RatingResult result = evaluate(context, model, splits, rows);
      context.record().rows().ledger().checkEvaluated(result.model().test().regression().rows());
      ObjectNode metrics = RatingMetricsWriter.tree(result);
      List<GateResult> gates = gates(result);
      if (gates.stream()
          .anyMatch(one -> one.failed() && one.rule().equals(DefaultGates.VARIED_LISTS))) {
        int k = context.taskConfig(RatingConfig.class).evaluation().k();
        rows.put(
            DefaultGates.VARIED_LISTS,
            SameLists.of(model, splits.seen, splits.test, k, rows.most()));
      }
      List<String> advice =
          new ArrayList<>(
              context.judge(gates, metrics, predicted(context, splits, result.model()), rows));
      advice.addAll(advice(model, result));
      return finish(context, result, metrics, advice);
    } finally {
      splits.release();
      context.storage().delete(checkpoints);
    }
  }

  private static RatingResult evaluate(
      StageContext context, RatingModel model, Splits splits, DecidingRows rows) {
    try (SideBySide works = new SideBySide()) {
      Part<RatingEvaluation> evaluation = works.start(() -> evaluation(context, model, splits));
      Map<String, Part<RegressionMetrics>> baselines =
          works.startEach(
              context.taskConfig(RatingConfig.class).baselines().baselines(context.config().seed()),
              Baseline::name,
              baseline -> {
                // Fitted on validation too: a baseline needs no rows to know when to stop.
                try (FittedBaseline fitted = baseline.fit(splits.seen)) {
                  Dataset<Row> answers =
                      fitted.predict(splits.test).withColumn(PREDICTION, clipped(model.stars()));
                  rows.compare(
                      baseline.name(), answers, () -> predicted(context, splits, evaluation.get()));
                  return RegressionMetrics.of(answers);
                }
              });
      RankingComparison ranking = ranking(works, context, model, splits);
      return new RatingResult(
          evaluation.get(), SideBySide.results(baselines), Optional.of(ranking));
    }
  }

  private static RatingEvaluation evaluation(
      StageContext context, RatingModel model, Splits splits) {
    String predictions = context.folder().evaluation("predictions");
    Dataset<Row> scored =
        new PairPredictions(model.scorers())
            .of(splits.test)
            .drop(CONTEXT)
            .withColumn(PREDICTION, clipped(model.stars()));
    scored.write().mode(SaveMode.Overwrite).parquet(predictions);
    Dataset<Row> predicted = context.spark().read().schema(scored.schema()).parquet(predictions);
    return RatingEvaluation.of(
        met(predicted, context, splits),
        splits.train,
        context.taskConfig(RatingConfig.class).evaluation(),
        context.config().seed(),
        TrainMean.of(splits.seen));
  }

  /** With index 0 for an id that only a side table has: training met none of its ratings. */
  private static Dataset<Row> met(Dataset<Row> rows, StageContext context, Splits splits) {
    boolean withSides = !context.taskConfig(RatingConfig.class).sides().inputs().isEmpty();
    return withSides ? met(met(rows, splits.seen, USER_INDEX), splits.seen, ITEM_INDEX) : rows;
  }

  private static Dataset<Row> met(Dataset<Row> rows, Dataset<Row> seen, String index) {
    String met = "met_" + index;
    return rows.join(
            seen.select(col(index).as(met)).distinct(), col(index).equalTo(col(met)), "left")
        .withColumn(index, coalesce(col(met), lit(Vocabulary.UNKNOWN)))
        .drop(met);
  }

  private static PredictedRows predicted(
      StageContext context, Splits splits, RatingEvaluation evaluation) {
    String predictions = context.folder().evaluation("predictions");
    return new PredictedRows(
        () -> met(context.spark().read().parquet(predictions), context, splits),
        new RowKeys(List.of(USER, ITEM)),
        RATING,
        PREDICTION,
        Double.NaN,
        evaluation.againstMean().constant(),
        FamiliarRows.conditions());
  }

  private static RankingComparison ranking(
      SideBySide works, StageContext context, RatingModel model, Splits splits) {
    RatingConfig config = context.taskConfig(RatingConfig.class);
    try (ListContenders contenders =
        new ListContenders(
            works, config.evaluation(), model.encoder().items().size(), splits.seen, splits.test)) {
      contenders.add(RankingComparison.NETWORK, ListObjective.STARS, model.scorers());
      model
          .ranking()
          .ifPresent(
              network ->
                  contenders.add(
                      RankingComparison.RANKING_NETWORK, ListObjective.RANKING, network.scorers()));
      contenders.addPopular();
      config.baselines().rankingBaselines(context.config().seed()).forEach(contenders::add);
      return contenders.comparison();
    }
  }

  private static List<GateResult> gates(RatingResult result) {
    List<GateResult> gates = new ArrayList<>();
    gates.add(DefaultGates.finite("rmse", result.model().test().regression().rmse()));
    gates.add(DefaultGates.varied(result.model().againstMean()));
    gates.add(DefaultGates.noWorse(result.model().againstMean(), GlobalMean.NAME));
    result.ranking().map(DefaultGates::variedLists).ifPresent(gates::add);
    return gates;
  }

  private static StageResult finish(
      StageContext context, RatingResult result, ObjectNode metrics, List<String> advice) {
    context.storage().write(context.folder().metricsJson(), metrics.toPrettyString());
    RatingReport report =
        new RatingReport(RunSections.of(context, advice), result, context.record().rows().leak());
    context.storage().write(context.folder().report(), RatingPage.render(report));
    ObjectNode kept = metrics.retain("test", "baselines", "ranking");
    advice.forEach(kept.putArray(TestSummary.VERDICT)::add);
    RegressionMetrics test = result.model().test().regression();
    return new StageResult(
        context.record().withMetrics(kept),
        "test RMSE %s on %,d ratings".formatted(Figure.of(test.rmse()), test.rows()));
  }

  private static List<String> advice(RatingModel model, RatingResult result) {
    List<String> advice = new ArrayList<>();
    if (model.encoder().users().size() == 1) {
      advice.add(
          "There is one user alone: nothing tells users apart, and lists have nobody to learn from");
    }
    advice.addAll(result.advice());
    return advice;
  }

  private static Column clipped(Range stars) {
    return greatest(lit(stars.low()), least(lit(stars.high()), col(PREDICTION)));
  }
}
