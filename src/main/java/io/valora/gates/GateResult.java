package io.valora.gates;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.Interval;
import java.util.List;

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
 * @param rows that count most in what was found, most important first; empty for rules without rows
 */
public record GateResult(
    String rule,
    GateVerdict verdict,
    String metric,
    double figure,
    double bound,
    Interval difference,
    String sentence,
    String remedy,
    List<DecidingRow> rows) {
  private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  public GateResult {
    rows = List.copyOf(rows);
  }

  /** Without rows. */
  public GateResult(
      String rule,
      GateVerdict verdict,
      String metric,
      double figure,
      double bound,
      Interval difference,
      String sentence,
      String remedy) {
    this(rule, verdict, metric, figure, bound, difference, sentence, remedy, List.of());
  }

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

  /** The same with the rows that count most in it; a rule that wasn't judged has none. */
  public GateResult with(List<DecidingRow> most) {
    return verdict == GateVerdict.NOT_JUDGED
        ? this
        : new GateResult(rule, verdict, metric, figure, bound, difference, sentence, remedy, most);
  }

  public boolean failed() {
    return verdict == GateVerdict.FAILED;
  }

  public boolean hasInterval() {
    return Double.isFinite(difference.low()) && Double.isFinite(difference.high());
  }

  /** Whether its rows were predicted: those of a quarantine weren't. */
  public boolean hasPredictions() {
    return rows.stream().anyMatch(row -> !Double.isNaN(row.prediction()));
  }

  /** Whether its rows have the prediction of something else, too. */
  public boolean hasOthers() {
    return rows.stream().anyMatch(row -> !Double.isNaN(row.other()));
  }

  /** The rule with what was found and what to do. */
  public String advice() {
    return "Failed gate %s: %s (%s)".formatted(rule, sentence, remedy);
  }
}
