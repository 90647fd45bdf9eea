package io.valora.evaluation;

/**
 * Predictions of a model compared with one constant answer to the same rows.
 *
 * @param constant the answer to every row
 * @param least of the predictions
 * @param greatest of the predictions
 * @param rmse of the model first, of the constant second
 */
public record ConstantComparison(
    double constant, double least, double greatest, PairedMetrics rmse) {
  /** Of what was not compared. */
  public static final ConstantComparison NONE =
      new ConstantComparison(Double.NaN, Double.NaN, Double.NaN, PairedMetrics.NONE);
}
