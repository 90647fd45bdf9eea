package io.valora.goal;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Check of the shares of units that the arms got, valid at every look: the ratio of a Beta mixture
 * around the share that was asked for to that share itself (Lindon, Malek: Anytime-Valid Inference
 * for Multinomial Count Data, NeurIPS 2022). Units of several shares are independent, so their
 * ratios multiply.
 */
public final class SampleRatio {
  /** Share of comparisons with the right shares that may ever be refused. */
  public static final double ERROR = 0.001;

  /** Units that the mixture counts as. */
  private static final double CONCENTRATION = 100;

  private SampleRatio() {}

  /**
   * Units for which one share was asked.
   *
   * @param share of the control asked for, in (0, 1)
   * @param control units that were in it
   */
  public record Split(double share, long units, long control) {}

  /** Always-valid p-value: at most {@link #ERROR} where the shares aren't those asked for. */
  public static double p(List<Split> splits) {
    return Math.min(1, Math.exp(-splits.stream().mapToDouble(SampleRatio::logRatio).sum()));
  }

  static double logRatio(Split split) {
    double a = CONCENTRATION * split.share;
    double b = CONCENTRATION - a;
    long model = split.units - split.control;
    return logBeta(a + split.control, b + model)
        - logBeta(a, b)
        - split.control * Math.log(split.share)
        - model * Math.log1p(-split.share);
  }

  private static double logBeta(double a, double b) {
    return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
  }
}
