package io.valora.tasks.rating;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Figure;
import io.valora.baselines.Baseline;
import io.valora.baselines.FittedBaseline;
import io.valora.baselines.FittedRanking;
import io.valora.baselines.RankingBaseline;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingEvaluation;
import io.valora.evaluation.rating.RatingEvaluation;
import io.valora.evaluation.rating.RatingEvaluationConfig;
import io.valora.evaluation.rating.RatingMetricsWriter;
import io.valora.evaluation.rating.RatingResult;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.features.fit.Vocabulary;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TestSummary;
import io.valora.lineage.LedgerCount;
import io.valora.model.Range;
import io.valora.prediction.Audience;
import io.valora.prediction.PairPredictions;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RankedLists;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.RowOrder;
import io.valora.prediction.TopNRecommender;
import io.valora.report.RunSections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** Ways of making lists, each measured as it is added. */
  private record Contenders(
      RankingEvaluation evaluation, Dataset<Row> test, List<RankingContender> measured) {
    void add(String name, ListObjective objective, RankedLists lists) {
      Dataset<Row> kept = lists.lists().cache();
      try {
        measured.add(new RankingContender(name, objective, evaluation.of(kept, test)));
      } finally {
        kept.unpersist();
      }
    }
  }

  @Override
  public StageResult run(StageContext context) {
    RatingModel model = RatingModel.read(context.spark(), context.storage(), context.folder());
    Splits splits = Splits.of(context, model);
    String checkpoints = context.folder().uri() + "/staging";
    context.spark().sparkContext().setCheckpointDir(checkpoints);
    try {
      RatingResult result = evaluate(context, model, splits);
      context.record().rows().ledger().checkEvaluated(result.model().test().regression().rows());
      return finish(context, result, advice(model, result));
    } finally {
      splits.release();
      context.storage().delete(checkpoints);
    }
  }

  private static RatingResult evaluate(StageContext context, RatingModel model, Splits splits) {
    String predictions = context.folder().evaluation("predictions");
    Dataset<Row> scored =
        new PairPredictions(model.scorers())
            .of(splits.test)
            .drop(CONTEXT)
            .withColumn(PREDICTION, clipped(model.stars()));
    scored.write().mode(SaveMode.Overwrite).parquet(predictions);
    Dataset<Row> predicted = context.spark().read().schema(scored.schema()).parquet(predictions);
    return new RatingResult(
        RatingEvaluation.of(
            met(predicted, context, splits),
            splits.train,
            context.taskConfig(RatingConfig.class).evaluation(),
            context.config().seed()),
        baselines(context, model.stars(), splits),
        Optional.of(ranking(context, model, splits)));
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

  /** Fitted on validation too: a baseline needs no rows to know when to stop. */
  private static Map<String, RegressionMetrics> baselines(
      StageContext context, Range stars, Splits splits) {
    Map<String, RegressionMetrics> metrics = new LinkedHashMap<>();
    for (Baseline baseline :
        context.taskConfig(RatingConfig.class).baselines().baselines(context.config().seed())) {
      try (FittedBaseline fitted = baseline.fit(splits.seen)) {
        Dataset<Row> predicted = fitted.predict(splits.test).withColumn(PREDICTION, clipped(stars));
        metrics.put(baseline.name(), RegressionMetrics.of(predicted));
      }
    }
    return metrics;
  }

  /**
   * Items that a user has already rated are left out of the lists. Popularity counts all seen rows,
   * as the other baselines learn from them.
   */
  private static RankingComparison ranking(StageContext context, RatingModel model, Splits splits) {
    RatingEvaluationConfig config = context.taskConfig(RatingConfig.class).evaluation();
    PopularItems popular = PopularItems.of(splits.seen, model.encoder().items().size());
    RecommendConfig lists = new RecommendConfig(config.k(), RatedItems.EXCLUDED);
    Audience audience = new Audience(splits.test, splits.seen);
    RankingEvaluation evaluation =
        new RankingEvaluation(popular.catalogItems(), config.k(), config.relevantFrom());
    Contenders contenders = new Contenders(evaluation, splits.test, new ArrayList<>());
    contenders.add(
        RankingComparison.NETWORK,
        ListObjective.STARS,
        new TopNRecommender(model.scorers(), popular, lists).listsFor(audience));
    model
        .ranking()
        .ifPresent(
            network ->
                contenders.add(
                    RankingComparison.RANKING_NETWORK,
                    ListObjective.RANKING,
                    new TopNRecommender(network.scorers(), popular, lists).listsFor(audience)));
    contenders.add(
        RankingComparison.POPULARITY, ListObjective.COUNTS, popular.listsFor(audience, lists));
    for (RankingBaseline baseline :
        context
            .taskConfig(RatingConfig.class)
            .baselines()
            .rankingBaselines(context.config().seed())) {
      try (FittedRanking fitted = baseline.fit(splits.seen)) {
        contenders.add(
            baseline.name(),
            ListObjective.RANKING,
            new TopNRecommender(fitted.scorers(), popular, lists).listsFor(audience));
      }
    }
    return new RankingComparison(config.k(), contenders.measured);
  }

  private static StageResult finish(
      StageContext context, RatingResult result, List<String> advice) {
    ObjectNode metrics = RatingMetricsWriter.tree(result);
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
