package io.valora.model;

import java.io.Serializable;
import java.util.List;

/**
 * The number that a model answers with.
 *
 * @param name such as {@code rating}, {@code label} or the target column
 * @param meaning in words, such as {@code predicted stars} or {@code probability that the text is
 *     positive}
 * @param unit such as {@code stars}; empty when there is none
 * @param range that answers lie in
 * @param classes of a classifier, negative first; empty when the answer is a quantity
 */
public record Output(String name, String meaning, String unit, Range range, List<String> classes)
    implements Serializable {
  public Output {
    classes = List.copyOf(classes);
    if (classes.size() == 1) {
      throw new IllegalArgumentException("classes must be none or at least two");
    }
  }
}
