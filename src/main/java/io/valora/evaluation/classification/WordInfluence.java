package io.valora.evaluation.classification;

import java.io.Serializable;
import java.util.List;

/** Tells which words of a text a model's reading of it rests on. */
public interface WordInfluence extends Serializable {
  /**
   * The words that spoke most for the class that the model read the text as, strongest first; none
   * that spoke against it.
   *
   * @param most words, at least 1
   */
  List<WordWeight> misleading(String text, int most);
}
