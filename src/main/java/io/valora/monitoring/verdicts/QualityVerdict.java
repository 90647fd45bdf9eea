package io.valora.monitoring.verdicts;

import io.valora.evaluation.Interval;
import java.util.Optional;

/**
 * Quality of a day's answers: accuracy of classes, root mean squared error of numbers.
 *
 * @param expected of the validation rows, by the network that hasn't learned from them
 * @param estimated of the day's rows without their labels
 * @param labeled of the rows whose truth is known; empty without any
 * @param explored of all items by those that were drawn at random, weighed; empty below two labels
 * @param alarm whether the labeled ones are worse than expected
 */
public record QualityVerdict(
    Metric metric,
    double expected,
    Measured estimated,
    Optional<Measured> labeled,
    Optional<Measured> explored,
    boolean alarm,
    String sentence) {
  /** Metric of answers. */
  public enum Metric {
    ACCURACY,
    RMSE
  }

  /**
   * A figure over rows.
   *
   * @param range 95 % interval by chance alone
   */
  public record Measured(long rows, double value, Interval range) {}
}
