package io.valora.evaluation.regression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All numbers of one evaluation of a regression, as they stand in {@code evaluation/metrics.json}.
 *
 * @param target the column that is predicted
 * @param baselines by name, in the order they were measured
 */
public record RegressionResult(
    String target, RegressionEvaluation model, Map<String, RegressionMetrics> baselines) {
  public RegressionResult {
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  /** Reads the text of {@code evaluation/metrics.json}; {@code file} is what messages call it. */
  public static RegressionResult fromJson(String file, String text) {
    return RegressionMetricsParser.parse(file, text);
  }

  /** The same as a tree. */
  public ObjectNode toTree() {
    return RegressionMetricsWriter.tree(this);
  }

  /** The text of {@code evaluation/metrics.json}. */
  public String toJson() {
    return RegressionMetricsWriter.write(this);
  }
}
