package io.valora.gates;

import io.valora.base.Figure;
import io.valora.config.ConfigSection;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.gates.GateResult.Figures;

/**
 * Bound of the change against the champion: {@code gates.change} on all test rows, {@code
 * gates.newest} on those that the champion's run hasn't read.
 *
 * @param name of the rule
 * @param metrics of the task
 * @param atMostWorse that the main metric may be worse, in its unit
 */
public record ChangeRule(String name, JudgedMetrics metrics, double atMostWorse) {
  /** Name of the rule on all test rows. */
  public static final String NAME = "no-worse-than-champion";

  /** Name of the rule on rows that are new since the champion. */
  public static final String NEWEST = "no-worse-than-champion-on-newest";

  private static final String REMEDY =
      "the champion stays better; the bound is in the job file’s gates";

  static ChangeRule from(String name, ConfigSection section, JudgedMetrics metrics) {
    return new ChangeRule(name, metrics, section.atLeastZero("at-most-worse", 0));
  }

  /** Whether only rows count that the champion's run hasn't read. */
  public boolean ofNewest() {
    return name.equals(NEWEST);
  }

  /** Where there is no champion, or it can't answer the test rows. */
  public GateResult notJudged(String why) {
    return GateResult.notJudged(name, metrics.main(), why);
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
        name,
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
