package io.valora.monitoring.drift;

import io.valora.model.reference.AnswerErrors;
import io.valora.model.reference.ErrorCell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Isotonic calibration of probabilities: the increasing step function nearest to the shares of
 * positives in validation (Ayer, Brunk, Ewing, Reid, Silverman, 1955: pool adjacent violators).
 */
public final class Calibration {
  private final double[] probabilities;

  /** Adjacent cells with one probability. */
  private record Block(int first, long rows, double positives) {
    private double share() {
      return positives / rows;
    }

    private Block plus(Block next) {
      return new Block(first, rows + next.rows, positives + next.positives);
    }
  }

  private Calibration(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * @param errors of probabilities, with at least one row
   */
  public static Calibration of(AnswerErrors errors) {
    Deque<Block> blocks = new ArrayDeque<>();
    for (int cell = 0; cell < errors.errors().size(); cell++) {
      ErrorCell sums = errors.errors().get(cell);
      if (sums.rows() > 0) {
        Block next = new Block(cell, sums.rows(), sums.targets());
        while (!blocks.isEmpty() && blocks.peekLast().share() >= next.share()) {
          next = blocks.removeLast().plus(next);
        }
        blocks.addLast(next);
      }
    }
    return new Calibration(filled(blocks, errors.errors().size()));
  }

  /** Cells without rows have the probability of the cells below; the first ones of those above. */
  private static double[] filled(Deque<Block> blocks, int cells) {
    double[] filled = new double[cells];
    Iterator<Block> next = blocks.iterator();
    Block block = next.next();
    Block after = next.hasNext() ? next.next() : null;
    for (int cell = 0; cell < cells; cell++) {
      if (after != null && cell >= after.first()) {
        block = after;
        after = next.hasNext() ? next.next() : null;
      }
      filled[cell] = block.share();
    }
    return filled;
  }

  /** The probability of the positive class in a cell. */
  public double probability(int cell) {
    return probabilities[cell];
  }
}
