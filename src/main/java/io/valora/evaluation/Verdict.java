package io.valora.evaluation;

import io.valora.base.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Advice on a model by its test metric beside those of its baselines.
 *
 * @param metric in words, such as {@code RMSE}
 * @param order of the metric's values, best first
 * @param value of the model
 * @param margin 95 % interval of the value; NaN at both ends when it is not known
 * @param baselines values by name
 * @param simplest name of the simplest baseline, which need not be among them
 */
public record Verdict(
    String metric,
    Comparator<Double> order,
    double value,
    Interval margin,
    Map<String, Double> baselines,
    String simplest) {
  public Verdict {
    Map<String, Double> finite = new LinkedHashMap<>(baselines);
    finite.values().removeIf(one -> !Double.isFinite(one));
    baselines = Collections.unmodifiableMap(finite);
  }

  /** Advice to use the model or not, with the best baseline by name. */
  public String sentence() {
    if (!Double.isFinite(value)) {
      return "Nothing can be said about the model: its %s is undefined".formatted(metric);
    }
    return best()
        .map(this::against)
        .orElse("No baseline was measured that could tell whether the model is of use");
  }

  private Optional<Map.Entry<String, Double>> best() {
    return baselines.entrySet().stream().min(Map.Entry.comparingByValue(order));
  }

  private String against(Map.Entry<String, Double> best) {
    if (isNoBetterThanSimplest()) {
      return "Don’t use the model: it is no better than %s, the simplest baseline, as far as this test can tell (%s)"
          .formatted(simplest, compared(Map.entry(simplest, baselines.get(simplest)), best));
    }
    if (isWithinMargin(best.getValue())) {
      return "Model and %s, the best baseline, are equally good as far as this test can tell (%s): the baseline is the simpler one"
          .formatted(best.getKey(), compared(best));
    }
    return order.compare(value, best.getValue()) < 0
        ? "Use the model: it is better than %s, the best baseline (%s)"
            .formatted(best.getKey(), compared(best))
        : "Don’t use the model: %s, the best baseline, is better (%s)"
            .formatted(best.getKey(), compared(best));
  }

  private boolean isNoBetterThanSimplest() {
    return baselines.containsKey(simplest)
        && (isWithinMargin(baselines.get(simplest))
            || order.compare(baselines.get(simplest), value) <= 0);
  }

  private boolean isWithinMargin(double other) {
    return other >= margin.low() && other <= margin.high();
  }

  @SafeVarargs
  private String compared(Map.Entry<String, Double>... others) {
    List<String> figures = new ArrayList<>();
    figures.add("%s %s".formatted(metric, Figure.of(value)));
    for (Map.Entry<String, Double> other : List.of(others).stream().distinct().toList()) {
      figures.add("%s %s".formatted(other.getKey(), Figure.of(other.getValue())));
    }
    return String.join(", ", figures);
  }
}
