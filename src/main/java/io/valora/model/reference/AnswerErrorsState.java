package io.valora.model.reference;

import io.valora.base.ExactSum;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mergeable state behind {@link AnswerErrors}, with sums free of rounding: the state of two sets of
 * rows is the sum of their states, in any order.
 */
public final class AnswerErrorsState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AnswerCells cells;
  private final TreeMap<Integer, Sums> sums = new TreeMap<>();

  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;
    private final ExactSum targets = new ExactSum();
    private final ExactSum absolute = new ExactSum();
    private final ExactSum squared = new ExactSum();
    private final ExactSum fourth = new ExactSum();

    private void merge(Sums more) {
      rows += more.rows;
      targets.merge(more.targets);
      absolute.merge(more.absolute);
      squared.merge(more.squared);
      fourth.merge(more.fourth);
    }

    private ErrorCell result() {
      return new ErrorCell(
          rows, targets.value(), absolute.value(), squared.value(), fourth.value());
    }
  }

  /**
   * @param probabilities whether answers are those of a positive class
   * @param answers bins of answers that are no probabilities
   * @param ids names of the inputs that are ids
   */
  public AnswerErrorsState(boolean probabilities, NumberBins answers, List<String> ids) {
    this.cells = AnswerCells.of(probabilities, answers, ids);
  }

  /** Adds a row; one whose error's fourth power is no finite number is left out. */
  public void add(double answer, int unknown, double target) {
    double error = answer - target;
    double square = error * error;
    int cell = cells.cell(answer, unknown);
    if (cell != Bins.NONE && Double.isFinite(square * square)) {
      Sums of = sums.computeIfAbsent(cell, any -> new Sums());
      of.rows++;
      of.targets.add(target);
      of.absolute.add(Math.abs(error));
      of.squared.add(square);
      of.fourth.add(square * square);
    }
  }

  /**
   * @param more of the same cells
   */
  public void merge(AnswerErrorsState more) {
    more.sums.forEach((cell, one) -> sums.computeIfAbsent(cell, any -> new Sums()).merge(one));
  }

  public AnswerErrors result() {
    Map<Integer, ErrorCell> some = new TreeMap<>();
    sums.forEach((cell, one) -> some.put(cell, one.result()));
    return AnswerErrors.of(cells, some);
  }
}
