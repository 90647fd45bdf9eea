package io.valora.gates;

import io.valora.base.Figure;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.gates.GateResult.Figures;

/**
 * Rule on the labels of rows that are new since the champion: a run that explains much of older
 * labels and little of these was given labels that mean something else, or nothing. A run that
 * learned from such labels may well be better on them than the champion.
 */
public final class NewestLabels {
  /** Name of the rule. */
  public static final String NAME = "explains-newest-labels";

  /** Share of what is explained of older labels that must be explained of the newest. */
  private static final double LEAST_SHARE = 0.5;

  private static final String METRIC = "explained";
  private static final String REMEDY =
      "look at the labels of the new rows; where the world changed so, override the rule";

  private NewestLabels() {}

  public static GateResult notJudged(String why) {
    return GateResult.notJudged(NAME, METRIC, why);
  }

  /**
   * Fails where the share that is explained of the newest labels, 1 − squared error of the run /
   * squared error of the simplest answer, is below half of that of the older ones by its whole 95 %
   * interval.
   *
   * @param newest mean squared errors of the run first, of the simplest answer second
   * @param older the same of the other test rows
   */
  public static GateResult judge(PairedMetrics newest, PairedMetrics older) {
    if (Math.min(newest.rows(), older.rows()) < DefaultGates.LEAST_ROWS) {
      return notJudged(
          "%,d newest and %,d older test rows are too few".formatted(newest.rows(), older.rows()));
    }
    if (newest.second() == 0 || older.second() == 0) {
      return notJudged("every target is the same: nothing to explain");
    }
    double ofNewest = explained(newest);
    double bound = LEAST_SHARE * explained(older);
    Interval difference =
        Interval.normal95(
            ofNewest - bound,
            Math.hypot(
                newest.standardError() / newest.second(),
                LEAST_SHARE * older.standardError() / older.second()));
    return GateResult.judged(
        NAME,
        !(difference.high() < 0),
        new Figures(METRIC, ofNewest, bound),
        difference,
        "%s of the squared error of one answer to all is explained on the newest rows, %s on older ones"
            .formatted(Figure.of(ofNewest), Figure.of(explained(older))),
        REMEDY);
  }

  private static double explained(PairedMetrics squares) {
    return (squares.second() - squares.first()) / squares.second();
  }
}
