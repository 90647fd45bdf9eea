package io.valora.monitoring.states;

import io.valora.base.ExactSum;
import io.valora.monitoring.drift.Losses;
import java.io.Serializable;

/** Mergeable sums of squared errors, each with the weight of its row, free of rounding. */
public final class WeightedState implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private final ExactSum weights = new ExactSum();
  private final ExactSum squaredWeights = new ExactSum();
  private final ExactSum losses = new ExactSum();
  private final ExactSum crossed = new ExactSum();
  private final ExactSum squares = new ExactSum();

  /**
   * @param error answer − truth; one whose fourth power is no finite number is left out
   * @param weight above 0
   */
  public void add(double error, double weight) {
    double loss = error * error;
    double square = weight * loss * (weight * loss);
    if (weight > 0 && Double.isFinite(square)) {
      rows++;
      weights.add(weight);
      squaredWeights.add(weight * weight);
      losses.add(weight * loss);
      crossed.add(weight * weight * loss);
      squares.add(square);
    }
  }

  void merge(WeightedState more) {
    rows += more.rows;
    weights.merge(more.weights);
    squaredWeights.merge(more.squaredWeights);
    losses.merge(more.losses);
    crossed.merge(more.crossed);
    squares.merge(more.squares);
  }

  /** Losses of all rows that could have been drawn. */
  public Losses losses() {
    return rows == 0
        ? new Losses(0, Double.NaN, Double.NaN)
        : Losses.ofWeights(
            rows,
            weights.value(),
            squaredWeights.value(),
            losses.value(),
            crossed.value(),
            squares.value());
  }
}
