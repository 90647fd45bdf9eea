package io.valora.export;

import io.valora.model.Output;

/** Accuracy of answers where the model names classes, else their root mean squared error. */
final class AnswerMetric {
  private final Output output;
  private double sum;
  private long rows;

  AnswerMetric(Output output) {
    this.output = output;
  }

  /** Name as in {@code run.json}. */
  static String name(Output output) {
    return output.classes().isEmpty() ? "rmse" : "accuracy";
  }

  /** Whether the model names classes, and a higher metric is a better one. */
  static boolean isAccuracy(Output output) {
    return !output.classes().isEmpty();
  }

  void add(double truth, double answer) {
    rows++;
    if (isAccuracy(output)) {
      sum += (answer >= output.threshold()) == (truth == 1) ? 1 : 0;
    } else {
      sum += (answer - truth) * (answer - truth);
    }
  }

  long rows() {
    return rows;
  }

  double value() {
    double mean = sum / rows;
    return isAccuracy(output) ? mean : Math.sqrt(mean);
  }
}
