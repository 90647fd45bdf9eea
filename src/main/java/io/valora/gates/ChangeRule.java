package io.valora.gates;

import io.valora.base.Figure;
import io.valora.config.ConfigSection;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.gates.GateResult.Figures;

/**
 * Bound of the change against the champion: {@code gates.change}.
 *
 * @param metrics of the task
 * @param atMostWorse that the main metric may be worse, in its unit
 */
public record ChangeRule(JudgedMetrics metrics, double atMostWorse) {
  /** Name of the rule. */
  public static final String NAME = "no-worse-than-champion";

  private static final String REMEDY = "the champion stays better; the bound is in gates.change";

  static ChangeRule from(ConfigSection section, JudgedMetrics metrics) {
    return new ChangeRule(metrics, section.atLeastZero("at-most-worse", 0));
  }

  /** Where there is no champion, or it can't answer the test rows. */
  public GateResult notJudged(String why) {
    return GateResult.notJudged(NAME, metrics.main(), why);
  }

  /**
   * Fails where the run is worse than the bound by the whole 95 % interval.
   *
   * @param metric of the run first, of the champion second
   */
  public GateResult judge(String champion, PairedMetrics metric) {
    if (metric.rows() < DefaultGates.LEAST_ROWS) {
      return notJudged("%,d test rows are too few".formatted(metric.rows()));
    }
    Interval difference = metric.difference95();
    double leastWorse =
        metrics.bestFirst().compare(0.0, 1.0) < 0 ? difference.low() : -difference.high();
    return GateResult.judged(
        NAME,
        !(leastWorse > atMostWorse),
        new Figures(metrics.main(), metric.first(), metric.second()),
        difference,
        "%s %s, champion %s %s, difference %s to %s with 95 %% confidence"
            .formatted(
                metrics.main(),
                Figure.of(metric.first()),
                champion,
                Figure.of(metric.second()),
                Figure.of(difference.low()),
                Figure.of(difference.high())),
        REMEDY);
  }
}
