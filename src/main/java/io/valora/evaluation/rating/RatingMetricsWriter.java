package io.valora.evaluation.rating;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.evaluation.MetricJson;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.regression.RegressionJson;
import java.util.List;

/** Writes the numbers of an evaluation as the JSON of {@code evaluation/metrics.json}. */
public final class RatingMetricsWriter {
  static final int FORMAT_VERSION = 2;

  private RatingMetricsWriter() {}

  /** Indented JSON with the keys always in the same order; an undefined number is null. */
  public static String write(RatingResult result) {
    return tree(result).toPrettyString();
  }

  /** The same as a tree. */
  public static ObjectNode tree(RatingResult result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    writeTest(root.putObject("test"), result.model().test());
    ObjectNode baselines = root.putObject("baselines");
    result
        .baselines()
        .forEach((name, metrics) -> RegressionJson.put(baselines.putObject(name), metrics));
    writeSlices(root.putArray("slices"), result.model().slices());
    result.ranking().ifPresent(ranking -> write(root.putObject("ranking"), ranking));
    MetricJson.put(root.putObject("error-histogram"), result.model().errors());
    writeStars(root.putArray("predicted-against-real"), result.model().predictedAgainstReal());
    writeErrors(root.putArray("worst-errors"), result.model().worstErrors());
    return root;
  }

  private static void writeTest(ObjectNode out, RatingMetrics test) {
    RegressionJson.put(out, test.regression());
    MetricJson.putRmse(out, test.rmseInterval95());
    out.put("within-half-star", test.withinHalfStar());
    out.put("off-by-more-than-one-and-a-half", test.offByMoreThanOneAndAHalf());
  }

  private static void writeSlices(ArrayNode out, List<SliceMetrics> slices) {
    for (SliceMetrics slice : slices) {
      ObjectNode node = out.addObject();
      node.put("user", slice.familiarity().user());
      node.put("item", slice.familiarity().item());
      node.put("rows", slice.rows());
      MetricJson.put(node, "rmse", slice.rmse());
    }
  }

  private static void write(ObjectNode out, RankingComparison ranking) {
    out.put("k", ranking.k());
    ArrayNode contenders = out.putArray("contenders");
    for (RankingContender one : ranking.contenders()) {
      ObjectNode node = contenders.addObject();
      node.put("name", one.name());
      node.put("objective", EnumNames.nameOf(one.objective()));
      write(node, one.metrics());
      node.put("nearly-the-same", one.metrics().diversity().isNearlyTheSame(ranking.k()));
    }
  }

  private static void write(ObjectNode out, RankingMetrics metrics) {
    out.put("users", metrics.users());
    MetricJson.put(out, "recall", metrics.recall());
    MetricJson.put(out, "ndcg", metrics.ndcg());
    MetricJson.put(out, "coverage", metrics.coverage());
    out.put("lists", metrics.diversity().lists());
    out.put("catalogue-items", metrics.diversity().catalogItems());
    out.put("distinct-items", metrics.diversity().distinctItems());
    MetricJson.put(out, "mean-overlap", metrics.diversity().meanOverlap());
    MetricJson.put(out, "gini", metrics.diversity().gini());
  }

  private static void writeStars(ArrayNode out, List<StarDistribution> distributions) {
    for (StarDistribution distribution : distributions) {
      ObjectNode node = out.addObject();
      node.put("stars", distribution.stars());
      node.put("rows", distribution.predicted().rows());
      MetricJson.put(node, "quantile-10", distribution.predicted().quantile(0.1));
      MetricJson.put(node, "median", distribution.predicted().quantile(0.5));
      MetricJson.put(node, "quantile-90", distribution.predicted().quantile(0.9));
      MetricJson.put(node, distribution.predicted());
    }
  }

  private static void writeErrors(ArrayNode out, List<WorstError> errors) {
    for (WorstError error : errors) {
      ObjectNode node = out.addObject();
      node.put("user", error.user());
      node.put("item", error.item());
      node.put("rating", error.rating());
      node.put("prediction", error.prediction());
      write(node.putObject("user-in-train"), error.userInTrain());
      write(node.putObject("item-in-train"), error.itemInTrain());
    }
  }

  private static void write(ObjectNode out, KnownRatings known) {
    out.put("ratings", known.ratings());
    MetricJson.put(out, "mean-rating", known.meanRating());
  }
}
