package io.valora.evaluation.classification;

import java.util.List;

/**
 * A text that was read as what it is not.
 *
 * @param label 0 or 1
 * @param score in [0, 1]
 * @param misleading the words that spoke most for the wrong class, strongest first
 */
public record Misclassified(
    long rowKey, int label, double score, String text, List<WordWeight> misleading) {
  public Misclassified {
    misleading = List.copyOf(misleading);
  }
}
