package io.valora.tuning.search;

/**
 * Mean over folds and its standard error: the sample standard deviation, of n − 1 degrees of
 * freedom, divided by √n.
 */
public record FoldMean(double mean, double error) {
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
}
