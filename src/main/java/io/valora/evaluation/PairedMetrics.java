package io.valora.evaluation;

/**
 * A metric of two answers to the same rows.
 *
 * @param rows compared
 * @param standardError of first minus second, each row's difference taken for itself, to first
 *     order; NaN for fewer than two rows
 */
public record PairedMetrics(long rows, double first, double second, double standardError) {
  /** Of no rows. */
  public static final PairedMetrics NONE = new PairedMetrics(0, Double.NaN, Double.NaN, Double.NaN);

  /** First minus second. */
  public double difference() {
    return first - second;
  }

  /** 95 % interval of first minus second; NaN at both ends when not known. */
  public Interval difference95() {
    return Interval.normal95(difference(), standardError);
  }
}
