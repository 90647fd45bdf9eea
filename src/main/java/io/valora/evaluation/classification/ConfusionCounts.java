package io.valora.evaluation.classification;

import io.valora.base.JobException;

/**
 * Rows by what they are and what they were read as. A share without rows is NaN.
 *
 * @param truePositives label 1, read as 1
 * @param falsePositives label 0, read as 1
 * @param trueNegatives label 0, read as 0
 * @param falseNegatives label 1, read as 0
 */
public record ConfusionCounts(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {
  static final ConfusionCounts NONE = new ConfusionCounts(0, 0, 0, 0);

  public ConfusionCounts {
    requireCount("true-positives", truePositives);
    requireCount("false-positives", falsePositives);
    requireCount("true-negatives", trueNegatives);
    requireCount("false-negatives", falseNegatives);
  }

  public long rows() {
    return right() + wrong();
  }

  /** Rows that were read as what they are. */
  public long right() {
    return truePositives + trueNegatives;
  }

  public long wrong() {
    return falsePositives + falseNegatives;
  }

  /** Rows with label 1. */
  public long positives() {
    return truePositives + falseNegatives;
  }

  /** Rows with label 0. */
  public long negatives() {
    return trueNegatives + falsePositives;
  }

  public double accuracy() {
    return (double) right() / rows();
  }

  /** Share of the rows read as 1 that are 1. */
  public double precision() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /** Share of the rows with label 1 that were read as 1. */
  public double recall() {
    return (double) truePositives / positives();
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return 2.0 * truePositives / (2 * truePositives + wrong());
  }

  ConfusionCounts plus(ConfusionCounts other) {
    return new ConfusionCounts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        trueNegatives + other.trueNegatives,
        falseNegatives + other.falseNegatives);
  }

  private static void requireCount(String name, long count) {
    if (count < 0) {
      throw JobException.invalid(name, count, "must be at least 0");
    }
  }
}
