package io.valora.evaluation.classification;

/**
 * One row with its score.
 *
 * @param label 0 or 1; another is counted as unusable
 * @param score probability of 1, in [0, 1]; another is counted as unusable
 * @param words of the text
 */
record ScoredText(double label, double score, int words) {
  boolean hasLabel() {
    return label == 0 || label == 1;
  }

  boolean hasScore() {
    return score >= 0 && score <= 1;
  }

  boolean isPositive() {
    return label == 1;
  }
}
