package io.valora.gates;

import io.valora.evaluation.Interval;

/**
 * Result of one rule.
 *
 * @param rule its name, such as {@code varied-predictions}
 * @param metric that was compared, such as {@code rmse}
 * @param figure of the model; NaN when there is none
 * @param bound that the figure was held against; NaN when there is none
 * @param difference 95 % interval of figure minus bound; NaN at both ends when not known
 * @param sentence on what was found, without a full stop
 * @param remedy on what to do about it, without a full stop; empty unless the rule failed
 */
public record GateResult(
    String rule,
    GateVerdict verdict,
    String metric,
    double figure,
    double bound,
    Interval difference,
    String sentence,
    String remedy) {
  private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /** A rule that doesn't apply or couldn't be checked. */
  public static GateResult notJudged(String rule, String metric, String why) {
    return new GateResult(
        rule, GateVerdict.NOT_JUDGED, metric, Double.NaN, Double.NaN, UNKNOWN, why, "");
  }

  /** A rule that was checked, without an interval. */
  public static GateResult judged(
      String rule, boolean passed, Figures figures, String sentence, String remedy) {
    return judged(rule, passed, figures, UNKNOWN, sentence, remedy);
  }

  static GateResult judged(
      String rule,
      boolean passed,
      Figures figures,
      Interval difference,
      String sentence,
      String remedy) {
    return new GateResult(
        rule,
        passed ? GateVerdict.PASSED : GateVerdict.FAILED,
        figures.metric,
        figures.figure,
        figures.bound,
        difference,
        sentence,
        passed ? "" : remedy);
  }

  /** A figure and its bound. */
  public record Figures(String metric, double figure, double bound) {}

  public boolean failed() {
    return verdict == GateVerdict.FAILED;
  }

  public boolean hasInterval() {
    return Double.isFinite(difference.low()) && Double.isFinite(difference.high());
  }

  /** The rule with what was found and what to do. */
  public String advice() {
    return "Failed gate %s: %s (%s)".formatted(rule, sentence, remedy);
  }
}
