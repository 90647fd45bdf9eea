package io.valora.goal;

import java.util.OptionalLong;

/**
 * Mixture sequential probability ratio test of the difference of two means: its intervals hold at
 * every look at once, however often it is looked at. With the variance V of the difference d, and
 * N(0, τ²) as the mixture, the ratio is
 *
 * <pre>Λ = √(V / (V + τ²)) · exp(τ² d² / (2 V (V + τ²)))</pre>
 *
 * (Johari, Koomen, Pekelis, Walsh: Always Valid Inference: Continuous Monitoring of A/B Tests,
 * Operations Research 70, 2022.)
 *
 * @param scale τ, the size of a difference that it is tuned for, above 0; chosen before any look
 * @param error share of comparisons without a difference that may ever show one, in (0, 1)
 */
public record SequentialTest(double scale, double error) {
  private static final int LONGEST = 3_650;

  /**
   * Difference of two arms.
   *
   * @param difference of the means, the second's minus the first's
   * @param low bound of the interval that always holds
   * @param high bound of it
   * @param p always-valid p-value of this look
   */
  public record Difference(double difference, double low, double high, double p) {
    public boolean isSeen() {
      return low > 0 || high < 0;
    }
  }

  /** The difference of {@code second} to {@code first}, each of at least one unit. */
  public Difference compare(Sample first, Sample second) {
    double variance = first.varianceOfMean() + second.varianceOfMean();
    double difference = second.mean() - first.mean();
    double half = halfWidth(variance);
    return new Difference(
        difference,
        difference - half,
        difference + half,
        Math.min(1, Math.exp(-logRatio(difference, variance))));
  }

  /** ln Λ. */
  double logRatio(double difference, double variance) {
    double both = variance + scale * scale;
    return 0.5 * Math.log(variance / both)
        + scale * scale * difference * difference / (2 * variance * both);
  }

  /** The largest difference with Λ at most 1 / error. */
  double halfWidth(double variance) {
    double both = variance + scale * scale;
    return Math.sqrt(
        variance * both / (scale * scale) * (Math.log(both / variance) - 2 * Math.log(error)));
  }

  /**
   * Days until the interval would leave out 0, were the difference the true one and units to come
   * at the pace so far. Empty where it would take more than ten years.
   *
   * @param days that the units so far took, above 0
   */
  public OptionalLong daysNeeded(Sample first, Sample second, double difference, double days) {
    double variance = first.varianceOfMean() + second.varianceOfMean();
    for (long more = 0; more <= LONGEST; more++) {
      if (halfWidth(variance * days / (days + more)) < Math.abs(difference)) {
        return OptionalLong.of(more);
      }
    }
    return OptionalLong.empty();
  }
}
