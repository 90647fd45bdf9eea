package io.valora.evaluation;

import java.io.Serializable;

/** Loss of one prediction: how much a row counts in a metric. */
public interface RowLoss extends Serializable {
  /** Not above zero where the row doesn't count. */
  double of(double truth, double prediction);

  /** Of predicted numbers. */
  static RowLoss ofNumbers(String metric) {
    return metric.equals("mape")
        ? (truth, prediction) -> Math.abs((prediction - truth) / truth)
        : (truth, prediction) -> (prediction - truth) * (prediction - truth);
  }

  /**
   * Of predicted probabilities of class 1: the distance to the label, and zero for a row that is
   * read right, where the metric counts those.
   *
   * @param threshold from which on a score is read as 1
   */
  static RowLoss ofClasses(String metric, double threshold) {
    return switch (metric) {
      case "accuracy", "f1" -> (label, score) -> misread(label, score, threshold);
      case "precision" -> (label, score) -> label == 1 ? 0 : misread(label, score, threshold);
      case "recall" -> (label, score) -> label == 1 ? misread(label, score, threshold) : 0;
      default -> (label, score) -> Math.abs(score - label);
    };
  }

  private static double misread(double label, double score, double threshold) {
    return score >= threshold == (label == 1) ? 0 : Math.abs(score - label);
  }
}
