package io.valora.evaluation.regression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Sentences on the use of the model, the one that matters most first. */
  public List<String> advice() {
    RegressionMetrics test = model.test();
    Map<String, Double> others = new LinkedHashMap<>();
    baselines.forEach((name, metrics) -> others.put(name, metrics.rmse()));
    List<String> advice = new ArrayList<>();
    if (test.rows() > 1 && Double.isNaN(test.r2())) {
      advice.add(
          "Every %s of the test rows is the same: there is nothing to tell apart, and R² is undefined"
              .formatted(target));
    }
    advice.add(
        new Verdict(
                "RMSE",
                Comparator.naturalOrder(),
                test.rmse(),
                model.rmseInterval95(),
                others,
                "mean")
            .sentence());
    return List.copyOf(advice);
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
