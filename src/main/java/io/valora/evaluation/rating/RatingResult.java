package io.valora.evaluation.rating;

import io.valora.base.Figure;
import io.valora.evaluation.Verdict;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.regression.RegressionMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All numbers of one evaluation, as they stand in {@code evaluation/metrics.json}.
 *
 * @param baselines by name, in the order they were measured
 * @param ranking empty where nothing was recommended
 */
public record RatingResult(
    RatingEvaluation model,
    Map<String, RegressionMetrics> baselines,
    Optional<RankingComparison> ranking) {
  public RatingResult {
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  /** Sentences on the use of the model and its lists, the one that matters most first. */
  public List<String> advice() {
    RegressionMetrics test = model.test().regression();
    Map<String, Double> others = new LinkedHashMap<>();
    baselines.forEach((name, metrics) -> others.put(name, metrics.rmse()));
    List<String> advice = new ArrayList<>();
    ranking.flatMap(RatingResult::onLists).ifPresent(advice::add);
    if (test.rows() > 1 && Double.isNaN(test.r2())) {
      advice.add("Every rating of the test rows is the same: there is nothing to tell apart");
    }
    advice.add(
        new Verdict(
                "RMSE",
                Comparator.naturalOrder(),
                test.rmse(),
                model.test().rmseInterval95(),
                others,
                "global-mean")
            .sentence());
    return List.copyOf(advice);
  }

  /** Empty where the lists that are recommended are as good as the list of what is popular. */
  private static Optional<String> onLists(RankingComparison ranking) {
    Optional<RankingMetrics> own = ranking.recommended();
    Optional<RankingMetrics> popular = ranking.metrics(RankingComparison.POPULARITY);
    if (own.isEmpty() || popular.isEmpty()) {
      return Optional.empty();
    }
    if (own.get().users() == 0) {
      return Optional.of(
          "No list could be judged: no user of the test rows has an item that counts as liked"
              + " (evaluation.relevant-from)");
    }
    return own.get().ndcg() < popular.get().ndcg()
        ? Optional.of(
            "Don’t use the lists: they are worse than the popular items for everybody (NDCG at %d %s, popularity %s); recommend.objective: ranking trains for lists"
                .formatted(
                    ranking.k(), Figure.of(own.get().ndcg()), Figure.of(popular.get().ndcg())))
        : Optional.empty();
  }
}
