package io.valora.evaluation;

import io.valora.base.ExactSum;
import java.io.Serializable;

/**
 * Mergeable accumulator of {@link PairedMetrics}, with sums free of rounding: the state of two
 * parts merged is the state of the whole, whatever the order.
 */
public final class PairedState implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private final ExactSum first = new ExactSum();
  private final ExactSum second = new ExactSum();
  private final ExactSum firstSquared = new ExactSum();
  private final ExactSum secondSquared = new ExactSum();
  private final ExactSum product = new ExactSum();

  /** Adds what each answer adds to its mean; numbers too large to be squared are left out. */
  public void add(double ofFirst, double ofSecond) {
    if (Double.isFinite(ofFirst * ofFirst) && Double.isFinite(ofSecond * ofSecond)) {
      rows++;
      first.add(ofFirst);
      second.add(ofSecond);
      firstSquared.add(ofFirst * ofFirst);
      secondSquared.add(ofSecond * ofSecond);
      product.add(ofFirst * ofSecond);
    }
  }

  /** Adds the rows of another one to this one. */
  public void merge(PairedState other) {
    rows += other.rows;
    first.merge(other.first);
    second.merge(other.second);
    firstSquared.merge(other.firstSquared);
    secondSquared.merge(other.secondSquared);
    product.merge(other.product);
  }

  /** Of the means. */
  public PairedMetrics means() {
    return rows == 0
        ? PairedMetrics.NONE
        : new PairedMetrics(rows, first.value() / rows, second.value() / rows, standardError(1, 1));
  }

  /** Of the roots of the means. */
  public PairedMetrics roots() {
    if (rows == 0) {
      return PairedMetrics.NONE;
    }
    double root = Math.sqrt(first.value() / rows);
    double other = Math.sqrt(second.value() / rows);
    return new PairedMetrics(rows, root, other, standardError(slope(root), slope(other)));
  }

  /** Derivative of the root; a mean of 0 has rows without error only: nothing varies. */
  private static double slope(double root) {
    return root == 0 ? 0 : 1 / (2 * root);
  }

  private double standardError(double slope, double other) {
    double squares =
        slope * slope * spread(first, first, firstSquared)
            - 2 * slope * other * spread(first, second, product)
            + other * other * spread(second, second, secondSquared);
    return Math.sqrt(Math.max(0, squares) / (rows - 1) / rows);
  }

  private double spread(ExactSum one, ExactSum two, ExactSum products) {
    return products.value() - one.value() / rows * two.value();
  }
}
