package io.valora.evaluation.classification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All numbers of one evaluation of a classifier, as they stand in {@code evaluation/metrics.json}.
 *
 * @param baselines by name, in the order they were measured
 */
public record ClassificationResult(
    ClassificationEvaluation model,
    Map<String, ClassificationMetrics> baselines,
    OverfittingVerdict overfitting) {
  public ClassificationResult {
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  /** Of the test split. */
  public ClassBalance balance() {
    ConfusionCounts confusion = model.test().confusion();
    return new ClassBalance(confusion.negatives(), confusion.positives());
  }
}
