package io.valora.evaluation;

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
public record EvaluationResult(
    ModelEvaluation model,
    Map<String, RegressionMetrics> baselines,
    Optional<RankingComparison> ranking) {
  public EvaluationResult {
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }
}
