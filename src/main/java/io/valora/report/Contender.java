package io.valora.report;

import io.valora.evaluation.regression.RegressionMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Model or baseline among those that a report compares on the same test rows.
 *
 * @param description in a plain sentence
 */
public record Contender(Role role, String name, String description, RegressionMetrics scores) {
  /** Role on the page; the item mean is named in the first screen. */
  public enum Role {
    NETWORK,
    ITEM_MEAN,
    BASELINE
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
