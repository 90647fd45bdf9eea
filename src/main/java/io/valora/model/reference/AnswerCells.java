package io.valora.model.reference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of rows whose answers are alike: by the bin of the answer, and by which of the row's ids
 * train knows.
 *
 * @param answers bins of the answer
 * @param ids names of the inputs that are ids
 */
public record AnswerCells(NumberBins answers, List<String> ids) implements Serializable {
  /** Category of an id that train doesn't know. */
  public static final String UNKNOWN = "unknown";

  private static final double WIDEST_LOGIT = 10;
  private static final double LOGIT = 0.05;

  public AnswerCells {
    ids = List.copyOf(ids);
  }

  /** The cells for answers to columns: probabilities by their log odds, in steps of 0.05. */
  static AnswerCells of(boolean probabilities, NumberBins answers, List<String> ids) {
    return new AnswerCells(probabilities ? logits() : answers, ids);
  }

  private static NumberBins logits() {
    List<Double> upper = new ArrayList<>();
    int steps = (int) Math.round(2 * WIDEST_LOGIT / LOGIT);
    for (int step = 0; step <= steps; step++) {
      upper.add(1 / (1 + StrictMath.exp(WIDEST_LOGIT - step * LOGIT)));
    }
    upper.add(1.0);
    return new NumberBins(0, upper);
  }

  /** Whether a column's values say if train knows an id. */
  public static boolean isId(Measure measure) {
    return measure == Measure.KNOWN || measure == Measure.POPULARITY;
  }

  /** The number of cells. */
  public int size() {
    return answers.size() << ids.size();
  }

  /**
   * The cell of an answer, from 0; {@link Bins#NONE} where answers have no bins.
   *
   * @param unknown bit i is set where train doesn't know the i-th id
   */
  public int cell(double answer, int unknown) {
    int bin = answers.bin(answer);
    return bin == Bins.NONE ? Bins.NONE : unknown * answers.size() + bin;
  }

  /** The ids that are unknown in a cell, as {@link #cell} takes them. */
  public int unknown(int cell) {
    return cell / answers.size();
  }
}
