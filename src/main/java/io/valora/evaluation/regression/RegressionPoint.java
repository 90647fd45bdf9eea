package io.valora.evaluation.regression;

/**
 * One test row as charts show it, in the target's unit.
 *
 * @param input the value of the only input; NaN where there are several, it is no number, or it is
 *     missing
 */
public record RegressionPoint(double real, double predicted, double input) {
  /** Positive where too much was predicted. */
  public double error() {
    return predicted - real;
  }
}
