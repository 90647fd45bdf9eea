package io.valora.evaluation;

import io.valora.lineage.CheckedNode;
import java.util.Arrays;

/** Reads the JSON that {@link MetricsWriter} writes; keys it doesn't know are passed over. */
public final class MetricsParser {
  private MetricsParser() {}

  /**
   * @param file what messages call the text
   * @throws io.valora.base.JobException when the text isn't JSON, has another format version, or
   *     lacks a number
   */
  public static EvaluationResult parse(String file, String text) {
    CheckedNode root =
        CheckedNode.parse(file, text).requireFormatVersion(MetricsWriter.FORMAT_VERSION);
    ModelEvaluation model =
        new ModelEvaluation(
            test(root.object("test")),
            root.list("slices", MetricsParser::slice),
            MetricJson.histogram(root.object("error-histogram")),
            root.list("predicted-against-real", MetricsParser::stars),
            root.list("worst-errors", MetricsParser::worstError));
    return new EvaluationResult(
        model,
        root.map("baselines", baseline -> MetricJson.regression(baseline.requireObject())),
        root.optional("ranking").map(ranking -> ranking(ranking.requireObject())));
  }

  private static ModelMetrics test(CheckedNode fields) {
    return new ModelMetrics(
        MetricJson.regression(fields),
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
        Math.toIntExact(fields.count("k")), fields.list("contenders", MetricsParser::contender));
  }

  private static RankingContender contender(CheckedNode fields) {
    return new RankingContender(
        fields.text("name"),
        fields.choice("objective", ListObjective.values(), ListObjective::label),
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
