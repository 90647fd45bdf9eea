package io.valora.evaluation;

/** From {@code low} to {@code high}; both NaN when nothing is known. */
public record Interval(double low, double high) {
  private static final double NORMAL_95 = 1.96;

  /** 95 % interval around an estimate that is normally distributed. */
  public static Interval normal95(double estimate, double standardError) {
    return new Interval(estimate - NORMAL_95 * standardError, estimate + NORMAL_95 * standardError);
  }
}
