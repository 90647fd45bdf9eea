package io.valora.monitoring.verdicts;

import io.valora.base.Figure;
import io.valora.evaluation.Interval;
import io.valora.evaluation.WilsonInterval;
import io.valora.monitoring.drift.ExpectedLosses;
import io.valora.monitoring.drift.Losses;
import io.valora.monitoring.states.AnswerState;
import io.valora.monitoring.verdicts.QualityVerdict.Measured;
import io.valora.monitoring.verdicts.QualityVerdict.Metric;
import java.util.Optional;

/**
 * Judges answers by their truth where it is known, and estimates their quality where it isn't.
 *
 * @param classes whether answers are probabilities of a class
 * @param level significance from which on known losses are an alarm
 */
record QualityJudge(ExpectedLosses expected, boolean classes, double level) {
  /** Labels from which on they are judged. */
  static final long FEWEST_LABELS = 30;

  /** Labels that are asked for. */
  static final long ASKED_LABELS = 500;

  private static final double NORMAL_95 = 1.96;

  /** Losses up to which more are too few to matter: a point of accuracy, 2 % of an error. */
  private static final double FLOOR = 0.01;

  private static final double FLOOR_OF_ERROR = 1.02;

  /**
   * @param explored losses of items that were drawn at random
   */
  QualityVerdict of(AnswerState all, AnswerState labeled, Losses explored) {
    Losses reference = expected.ofReference();
    Losses estimated = expected.of(all.negative(), all.positive());
    Losses known = labeled.losses();
    boolean alarm =
        known.rows() >= FEWEST_LABELS
            && known.pValueOfWorse(reference) < level
            && isWorse(known.mean(), reference.mean());
    Optional<Measured> drawn =
        explored.rows() < 2 ? Optional.empty() : Optional.of(measured(explored));
    Losses like = expected.of(labeled.negative(), labeled.positive());
    return new QualityVerdict(
        classes ? Metric.ACCURACY : Metric.RMSE,
        figure(reference.mean()),
        measured(estimated),
        known.rows() == 0 ? Optional.empty() : Optional.of(known(known)),
        drawn,
        alarm,
        sentence(reference, estimated, known, like, alarm) + drawn.map(this::sentence).orElse(""));
  }

  private String sentence(Measured explored) {
    return " Of all items, by %,d labels of explored ones: %s (%s to %s)."
        .formatted(
            explored.rows(),
            Figure.of(explored.value()),
            Figure.of(explored.range().low()),
            Figure.of(explored.range().high()));
  }

  private boolean isWorse(double loss, double than) {
    return classes ? loss - than > FLOOR : Math.sqrt(loss) > FLOOR_OF_ERROR * Math.sqrt(than);
  }

  private double figure(double loss) {
    return classes ? 1 - loss : Math.sqrt(loss);
  }

  private Measured measured(Losses losses) {
    double half = NORMAL_95 * losses.error();
    double least =
        figure(classes ? Math.min(1, losses.mean() + half) : Math.max(0, losses.mean() - half));
    double most = figure(classes ? Math.max(0, losses.mean() - half) : losses.mean() + half);
    return new Measured(losses.rows(), figure(losses.mean()), new Interval(least, most));
  }

  private Measured known(Losses losses) {
    if (!classes) {
      return measured(losses);
    }
    long right = Math.round(losses.rows() * (1 - losses.mean()));
    return new Measured(
        losses.rows(), figure(losses.mean()), WilsonInterval.of(right, losses.rows()));
  }

  private String sentence(
      Losses reference, Losses estimated, Losses known, Losses like, boolean alarm) {
    String metric = classes ? "accuracy" : "RMSE";
    String before = "%s in validation".formatted(Figure.of(figure(reference.mean())));
    if (estimated.rows() == 0) {
      return "%s: no rows were asked, %s.".formatted(metric, before);
    }
    if (known.rows() == 0) {
      return "%s: estimated at %s without labels, %s. Estimated from the rows alone; if what labels mean has changed, only labels show it: %d of them would tell it to ± %s."
          .formatted(
              metric,
              Figure.of(figure(estimated.mean())),
              before,
              ASKED_LABELS,
              Figure.of(half(reference)));
    }
    Measured shown = known(known);
    String labeled =
        "%s: %s on %,d labeled rows (%s to %s), %s"
            .formatted(
                metric,
                Figure.of(shown.value()),
                known.rows(),
                Figure.of(shown.range().low()),
                Figure.of(shown.range().high()),
                before);
    if (known.rows() < FEWEST_LABELS) {
      return "%s. Too few to judge: %d labels would tell it to ± %s."
          .formatted(labeled, ASKED_LABELS, Figure.of(half(reference)));
    }
    if (!alarm) {
      return labeled + ". No worse than chance explains.";
    }
    return "%s; rows like these were expected to have %s. %s"
        .formatted(labeled, Figure.of(figure(like.mean())), remedy(reference, known, like));
  }

  private String remedy(Losses reference, Losses known, Losses like) {
    if (known.pValueOfWorse(like) < level && isWorse(known.mean(), like.mean())) {
      return "Their truth has changed, not only the rows: look at how labels are made, and retrain"
          + " with new ones.";
    }
    return isWorse(like.mean(), reference.mean())
        ? "The rows are harder than those of training: retrain with rows like these."
        : "Look at some of the wrong answers, and label more rows: it may yet be chance.";
  }

  /** Half the width of the 95 % interval that the asked labels would have. */
  private double half(Losses reference) {
    double ofLoss = NORMAL_95 * Math.sqrt(reference.variance() / ASKED_LABELS);
    return classes ? ofLoss : ofLoss / (2 * Math.sqrt(reference.mean()));
  }
}
