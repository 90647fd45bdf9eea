package io.valora.evaluation;

/**
 * The 95 % interval of a share that was measured on independent rows (Wilson: Probable Inference,
 * the Law of Succession, and Statistical Inference, JASA 22(158), 1927).
 */
public final class WilsonInterval {
  private static final double Z = 1.959963984540054;

  private WilsonInterval() {}

  /** In [0, 1]; NaN at both ends without rows. */
  public static Interval of(long hits, long rows) {
    if (rows == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double share = (double) hits / rows;
    double square = Z * Z / rows;
    double middle = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt(share * (1 - share) / rows + square / (4 * rows)) / (1 + square);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
