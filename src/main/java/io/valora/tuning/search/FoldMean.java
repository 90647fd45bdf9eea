package io.valora.tuning.search;

/**
 * Mean over folds and its standard error: the sample standard deviation, of n − 1 degrees of
 * freedom, divided by √n.
 */
public record FoldMean(double mean, double error) {
  /** Of no folds. */
  static final FoldMean NONE = new FoldMean(Double.NaN, Double.NaN);

  /**
   * @param values one a fold, at least 2
   */
  static FoldMean of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new FoldMean(mean, Math.sqrt(squares / (values.length - 1) / values.length));
  }

  /**
   * Of the differences of values, fold by fold.
   *
   * @param others as many as values
   */
  static FoldMean ofDifferences(double[] values, double[] others) {
    double[] differences = values.clone();
    for (int fold = 0; fold < differences.length; fold++) {
      differences[fold] -= others[fold];
    }
    return of(differences);
  }
}
