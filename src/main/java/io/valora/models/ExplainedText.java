package io.valora.models;

import io.valora.evaluation.classification.WordWeight;
import io.valora.model.Prediction;
import java.util.List;

/**
 * Prediction for a text with the words that it rests on.
 *
 * @param words those that add most to the log odds, for either class, largest first; ties by their
 *     order in the text
 */
public record ExplainedText(Prediction prediction, List<WordWeight> words) {
  public ExplainedText {
    words = List.copyOf(words);
  }
}
