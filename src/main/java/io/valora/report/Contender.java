package io.valora.report;

import io.valora.evaluation.regression.RegressionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Model or baseline among those that a report compares on the same test rows.
 *
 * @param description in a plain sentence
 */
public record Contender(Role role, String name, String description, RegressionMetrics scores) {
  /** Role on the page. */
  public enum Role {
    NETWORK,
    BASELINE
  }

  /**
   * The network first, then the baselines in their order.
   *
   * @param descriptions of baselines by name
   */
  public static List<Contender> of(
      RegressionMetrics network,
      Map<String, RegressionMetrics> baselines,
      Map<String, String> descriptions) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender(Role.NETWORK, "network", "What the run trained.", network));
    baselines.forEach(
        (name, metrics) ->
            contenders.add(
                new Contender(Role.BASELINE, name, descriptions.getOrDefault(name, ""), metrics)));
    return List.copyOf(contenders);
  }

  /**
   * The smallest defined value of a column of scores; NaN, equal to nothing, when there is none.
   */
  public static double least(
      List<Contender> contenders, ToDoubleFunction<RegressionMetrics> column) {
    return contenders.stream()
        .mapToDouble(one -> column.applyAsDouble(one.scores()))
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  /** The largest defined value of a column of scores; NaN when there is none. */
  public static double most(
      List<Contender> contenders, ToDoubleFunction<RegressionMetrics> column) {
    return -least(contenders, scores -> -column.applyAsDouble(scores));
  }
}
