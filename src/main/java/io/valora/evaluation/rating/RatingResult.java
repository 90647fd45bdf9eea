package io.valora.evaluation.rating;

import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.regression.RegressionMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
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
}
