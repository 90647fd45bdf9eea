package io.valora.registry.compare;

import java.util.stream.DoubleStream;

/**
 * Mean of differences that were taken row by row, with its standard error.
 *
 * @param rows number of differences
 * @param mean second minus first
 * @param standardError of the mean; NaN for fewer than two rows
 */
public record PairedDifference(long rows, double mean, double standardError) {
  private static final double NORMAL_95 = 1.96;

  /** Of one difference a row, in an order that decides the last bits. */
  static PairedDifference of(double[] differences) {
    double mean = DoubleStream.of(differences).sum() / differences.length;
    double squares = DoubleStream.of(differences).map(one -> (one - mean) * (one - mean)).sum();
    double variance = squares / (differences.length - 1);
    return new PairedDifference(differences.length, mean, Math.sqrt(variance / differences.length));
  }

  /** The lower end of the 95 % interval. */
  public double low() {
    return mean - NORMAL_95 * standardError;
  }

  /** The upper end of the 95 % interval. */
  public double high() {
    return mean + NORMAL_95 * standardError;
  }
}
