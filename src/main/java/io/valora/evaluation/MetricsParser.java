package io.valora.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.Optional;

/** Reads the JSON that {@link MetricsWriter} writes; keys it doesn't know are passed over. */
public final class MetricsParser {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private MetricsParser() {}

  /**
   * @param file what messages call the text
   * @throws JobException when the text isn't JSON, has another format version, or lacks a number
   */
  public static EvaluationResult parse(String file, String text) {
    JsonFields root = new JsonFields(file, "", json(file, text));
    if (root.count("format-version") != MetricsWriter.FORMAT_VERSION) {
      throw root.invalid("format-version", "must be " + MetricsWriter.FORMAT_VERSION);
    }
    ModelEvaluation model =
        new ModelEvaluation(
            test(root.object("test")),
            root.objects("slices", MetricsParser::slice),
            histogram(root.object("error-histogram")),
            root.objects("predicted-against-real", MetricsParser::stars),
            root.objects("worst-errors", MetricsParser::worstError));
    Optional<RankingComparison> ranking =
        root.has("ranking") ? Optional.of(ranking(root.object("ranking"))) : Optional.empty();
    return new EvaluationResult(
        model, root.byName("baselines", MetricsParser::regression), ranking);
  }

  private static JsonNode json(String file, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + file, "it is not JSON", e);
    }
  }

  private static ModelMetrics test(JsonFields fields) {
    return new ModelMetrics(
        regression(fields),
        fields.interval("rmse-interval-95"),
        fields.count("within-half-star"),
        fields.count("off-by-more-than-one-and-a-half"));
  }

  private static RegressionMetrics regression(JsonFields fields) {
    return new RegressionMetrics(
        fields.count("rows"),
        fields.numberOrNull("rmse"),
        fields.numberOrNull("mae"),
        fields.numberOrNull("mape"),
        fields.numberOrNull("r2"));
  }

  private static SliceMetrics slice(JsonFields fields) {
    String user = fields.text("user");
    String item = fields.text("item");
    for (Familiarity familiarity : Familiarity.values()) {
      if (familiarity.user().equals(user) && familiarity.item().equals(item)) {
        return new SliceMetrics(familiarity, fields.count("rows"), fields.numberOrNull("rmse"));
      }
    }
    boolean userIsValid = user.equals("known") || user.equals("unknown");
    throw fields.invalid(userIsValid ? "item" : "user", "must be known or unknown");
  }

  private static Histogram histogram(JsonFields fields) {
    return new Histogram(
        fields.number("lowest"), fields.number("bin-width"), fields.counts("counts"));
  }

  private static StarDistribution stars(JsonFields fields) {
    return new StarDistribution(fields.number("stars"), histogram(fields));
  }

  private static WorstError worstError(JsonFields fields) {
    return new WorstError(
        fields.text("user"),
        fields.text("item"),
        fields.number("rating"),
        fields.number("prediction"),
        known(fields.object("user-in-train")),
        known(fields.object("item-in-train")));
  }

  private static KnownRatings known(JsonFields fields) {
    return new KnownRatings(fields.count("ratings"), fields.numberOrNull("mean-rating"));
  }

  private static RankingComparison ranking(JsonFields fields) {
    return new RankingComparison(
        Math.toIntExact(fields.count("k")),
        ranked(fields.object("model")),
        ranked(fields.object("popularity")));
  }

  private static RankingMetrics ranked(JsonFields fields) {
    return new RankingMetrics(
        fields.count("users"),
        fields.numberOrNull("recall"),
        fields.numberOrNull("ndcg"),
        fields.numberOrNull("coverage"));
  }
}
