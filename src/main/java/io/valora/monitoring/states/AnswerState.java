package io.valora.monitoring.states;

import io.valora.base.ExactSum;
import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.Bins;
import io.valora.monitoring.drift.Losses;
import java.io.Serializable;

/**
 * Mergeable counts of answers by cell and decision, and the losses of those whose truth is known,
 * with sums free of rounding.
 */
public final class AnswerState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AnswerCells cells;
  private final boolean classes;
  private final double threshold;
  private final long[] negative;
  private final long[] positive;
  private long labeled;
  private final ExactSum losses = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private final ExactSum absolute = new ExactSum();

  /**
   * @param classes whether answers are probabilities of a class
   * @param threshold from which on they decide for it
   */
  public AnswerState(AnswerCells cells, boolean classes, double threshold) {
    this.cells = cells;
    this.classes = classes;
    this.threshold = threshold;
    this.negative = new long[cells.size()];
    this.positive = new long[cells.size()];
  }

  /**
   * @param unknown as {@link AnswerCells#cell} takes it
   */
  public void add(double answer, int unknown) {
    int cell = cells.cell(answer, unknown);
    if (cell != Bins.NONE) {
      (classes && answer >= threshold ? positive : negative)[cell]++;
    }
  }

  /** Adds the truth of an answer; one whose loss is no finite number is left out. */
  public void add(double answer, double truth) {
    double error = answer - truth;
    double loss = classes ? ((answer >= threshold) == (truth >= 0.5) ? 0 : 1) : error * error;
    if (Double.isFinite(loss * loss)) {
      labeled++;
      losses.add(loss);
      squares.add(loss * loss);
      absolute.add(Math.abs(error));
    }
  }

  /**
   * @param more of the same cells
   */
  void merge(AnswerState more) {
    for (int cell = 0; cell < negative.length; cell++) {
      negative[cell] += more.negative[cell];
      positive[cell] += more.positive[cell];
    }
    labeled += more.labeled;
    losses.merge(more.losses);
    squares.merge(more.squares);
    absolute.merge(more.absolute);
  }

  /** Rows by cell that are decided against the class; of numbers all rows. */
  public long[] negative() {
    return negative.clone();
  }

  /** Rows by cell that are decided for the class. */
  public long[] positive() {
    return positive.clone();
  }

  /** Losses of the answers whose truth is known. */
  public Losses losses() {
    return labeled == 0
        ? new Losses(0, Double.NaN, Double.NaN)
        : Losses.ofSums(labeled, losses.value(), squares.value());
  }

  /** Mean |answer − truth|; NaN without truth. */
  public double meanAbsoluteError() {
    return absolute.value() / labeled;
  }
}
