package io.valora.evaluation.classification;

import java.util.Optional;

/** Class balance: row counts by label. */
public record ClassBalance(long negatives, long positives) {
  private static final double LEAST_SHARE = 0.2;

  /** Share of the rows with label 1, in [0, 1]; NaN without rows. */
  public double positiveShare() {
    return (double) positives / (negatives + positives);
  }

  /** That an accuracy says little here; empty where each class has at least 20 % of the rows. */
  public Optional<String> warning() {
    return warning(new ClassNames("label 0", "label 1"));
  }

  /** The same in the words of the data. */
  public Optional<String> warning(ClassNames names) {
    double rarer = Math.min(positiveShare(), 1 - positiveShare());
    return rarer < LEAST_SHARE
        ? Optional.of(
            ("Only %.1f %% of the rows are %s: who always answers %s is right on %.1f %%,"
                    + " so look at precision and recall, not at the accuracy.")
                .formatted(
                    100 * rarer,
                    names.of(positives < negatives ? 1 : 0),
                    names.of(positives < negatives ? 0 : 1),
                    100 * (1 - rarer)))
        : Optional.empty();
  }
}
