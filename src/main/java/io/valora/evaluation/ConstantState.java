package io.valora.evaluation;

import java.io.Serializable;

/** Mergeable accumulator of a {@link ConstantComparison}. */
public final class ConstantState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double constant;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private final PairedState squaredErrors = new PairedState();

  /**
   * An empty one.
   *
   * @param constant the answer to every row
   */
  public ConstantState(double constant) {
    this.constant = constant;
  }

  public void add(double target, double prediction) {
    least = Math.min(least, prediction);
    greatest = Math.max(greatest, prediction);
    squaredErrors.add(squared(prediction - target), squared(constant - target));
  }

  private static double squared(double error) {
    return error * error;
  }

  /** Adds the rows of another one to this one. */
  public void merge(ConstantState other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    squaredErrors.merge(other.squaredErrors);
  }

  public ConstantComparison comparison() {
    return new ConstantComparison(constant, least, greatest, squaredErrors.roots());
  }
}
