package io.valora.evaluation.rating;

import io.valora.base.EnumNames;
import io.valora.evaluation.MetricJson;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.regression.RegressionJson;
import io.valora.json.CheckedNode;
import java.util.Arrays;

/** Reads the JSON that {@link RatingMetricsWriter} writes; keys it doesn't know are passed over. */
public final class RatingMetricsParser {
  private RatingMetricsParser() {}

  /**
   * @param file what messages call the text
   * @throws io.valora.base.JobException when the text isn't JSON, has another format version, or
   *     lacks a number
   */
  public static RatingResult parse(String file, String text) {
    CheckedNode root =
        CheckedNode.parse(file, text).requireFormatVersion(RatingMetricsWriter.FORMAT_VERSION);
    RatingEvaluation model =
        new RatingEvaluation(
            test(root.object("test")),
            root.list("slices", RatingMetricsParser::slice),
            MetricJson.histogram(root.object("error-histogram")),
            root.list("predicted-against-real", RatingMetricsParser::stars),
            root.list("worst-errors", RatingMetricsParser::worstError));
    return new RatingResult(
        model,
        root.map("baselines", baseline -> RegressionJson.metrics(baseline.requireObject())),
        root.optional("ranking").map(ranking -> ranking(ranking.requireObject())));
  }

  private static RatingMetrics test(CheckedNode fields) {
    return new RatingMetrics(
        RegressionJson.metrics(fields),
        MetricJson.rmseInterval(fields),
        fields.count("within-half-star"),
        fields.count("off-by-more-than-one-and-a-half"));
  }

  private static SliceMetrics slice(CheckedNode fields) {
    String user = fields.text("user", "known|unknown", "known or unknown");
    String item = fields.text("item", "known|unknown", "known or unknown");
    Familiarity found =
        Arrays.stream(Familiarity.values())
            .filter(one -> one.user().equals(user) && one.item().equals(item))
            .findFirst()
            .orElseThrow();
    return new SliceMetrics(found, fields.count("rows"), fields.numberOrNull("rmse"));
  }

  private static StarDistribution stars(CheckedNode fields) {
    return new StarDistribution(fields.number("stars"), MetricJson.histogram(fields));
  }

  private static WorstError worstError(CheckedNode fields) {
    return new WorstError(
        fields.text("user"),
        fields.text("item"),
        fields.number("rating"),
        fields.number("prediction"),
        known(fields.object("user-in-train")),
        known(fields.object("item-in-train")));
  }

  private static KnownRatings known(CheckedNode fields) {
    return new KnownRatings(fields.count("ratings"), fields.numberOrNull("mean-rating"));
  }

  private static RankingComparison ranking(CheckedNode fields) {
    return new RankingComparison(
        Math.toIntExact(fields.count("k")),
        fields.list("contenders", RatingMetricsParser::contender));
  }

  private static RankingContender contender(CheckedNode fields) {
    return new RankingContender(
        fields.text("name"),
        fields.choice("objective", ListObjective.values(), EnumNames::nameOf),
        ranked(fields));
  }

  private static RankingMetrics ranked(CheckedNode fields) {
    return new RankingMetrics(
        fields.count("users"),
        fields.numberOrNull("recall"),
        fields.numberOrNull("ndcg"),
        new ListDiversity(
            fields.count("lists"),
            fields.count("catalogue-items"),
            fields.count("distinct-items"),
            fields.numberOrNull("mean-overlap"),
            fields.numberOrNull("gini")));
  }
}
