package io.valora.monitoring.drift;

import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.AnswerErrors;
import io.valora.model.reference.ErrorCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Losses that answers are expected to have by what validation has shown: of a class by its
 * calibrated probability, of a number by the errors of answers in its cell. Rows are counted by
 * cell and decision.
 */
public final class ExpectedLosses {
  /** Rows from which on a cell speaks for itself. */
  private static final long ENOUGH = 50;

  private final AnswerErrors errors;
  private final Optional<Calibration> calibration;
  private final double threshold;

  /**
   * @param classes whether answers are probabilities of a class
   * @param threshold from which on they decide for it
   */
  public ExpectedLosses(AnswerErrors errors, boolean classes, double threshold) {
    this.errors = errors;
    this.calibration =
        classes && errors.all().rows() > 0 ? Optional.of(Calibration.of(errors)) : Optional.empty();
    this.threshold = threshold;
  }

  /** Whether there were validation rows to learn from. */
  public boolean isKnown() {
    return errors.all().rows() > 0;
  }

  /** Cells of the answers. */
  public AnswerCells cells() {
    return errors.cells();
  }

  /** Of the validation rows themselves. */
  public Losses ofReference() {
    ErrorCell all = errors.all();
    if (calibration.isEmpty()) {
      return Losses.ofSums(all.rows(), all.squared(), all.fourth());
    }
    double wrong = 0;
    for (int cell = 0; cell < errors.errors().size(); cell++) {
      ErrorCell sums = errors.errors().get(cell);
      wrong += isPositive(cell) ? sums.rows() - sums.targets() : sums.targets();
    }
    return Losses.ofSums(all.rows(), wrong, wrong);
  }

  private boolean isPositive(int cell) {
    List<Double> upper = errors.cells().answers().upper();
    int bin = cell % errors.cells().answers().size();
    return bin > 0 && (bin > upper.size() || upper.get(bin - 1) > threshold);
  }

  /**
   * The expected losses of counted answers.
   *
   * @param negative rows by cell that are decided against the class; of numbers all rows
   * @param positive rows by cell that are decided for it
   */
  public Losses of(long[] negative, long[] positive) {
    long rows = 0;
    double losses = 0;
    double spread = 0;
    for (int cell = 0; cell < negative.length; cell++) {
      long all = negative[cell] + positive[cell];
      if (all > 0) {
        rows += all;
        if (calibration.isPresent()) {
          double share = calibration.get().probability(cell);
          losses += negative[cell] * share + positive[cell] * (1 - share);
          spread += all * share * (1 - share);
        } else {
          Losses like = like(cell);
          losses += all * like.mean();
          spread += all * like.variance();
        }
      }
    }
    return new Losses(rows, losses / rows, spread / rows);
  }

  /** Of a cell, or of wider ones around it until there are enough rows. */
  private Losses like(int cell) {
    List<ErrorCell> wider = new ArrayList<>();
    wider.add(errors.errors().get(cell));
    wider.add(sum(cell, true));
    wider.add(sum(cell, false));
    wider.add(errors.all());
    ErrorCell found =
        wider.stream().filter(one -> one.rows() >= ENOUGH).findFirst().orElse(errors.all());
    return Losses.ofSums(found.rows(), found.squared(), found.fourth());
  }

  /** All answers to rows of the same known ids, or all rows with answers in the same bin. */
  private ErrorCell sum(int cell, boolean sameIds) {
    AnswerCells cells = errors.cells();
    ErrorCell sum = ErrorCell.NONE;
    for (int other = 0; other < errors.errors().size(); other++) {
      boolean like =
          sameIds
              ? cells.unknown(other) == cells.unknown(cell)
              : other % cells.answers().size() == cell % cells.answers().size();
      sum = like ? sum.plus(errors.errors().get(other)) : sum;
    }
    return sum;
  }
}
