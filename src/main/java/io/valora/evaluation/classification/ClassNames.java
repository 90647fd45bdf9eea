package io.valora.evaluation.classification;

import java.util.List;
import java.util.Map;

/**
 * Names of the two classes, in the words of the data where it has words for them.
 *
 * @param negative of label 0
 * @param positive of label 1
 */
public record ClassNames(String negative, String positive) {
  /** Of labels that are numbers. */
  public static final ClassNames USUAL = new ClassNames("negative", "positive");

  /**
   * @param values numbers by the words that stand for them in the files; a class that several words
   *     stand for has its usual name, unless they differ in case only
   */
  public static ClassNames of(Map<String, String> values) {
    return new ClassNames(name(values, 0, USUAL.negative), name(values, 1, USUAL.positive));
  }

  /**
   * @param label 0 or 1
   */
  public String of(long label) {
    return label == 1 ? positive : negative;
  }

  private static String name(Map<String, String> values, double label, String usual) {
    List<String> words =
        values.entrySet().stream()
            .filter(entry -> Double.parseDouble(entry.getValue()) == label)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    boolean one = words.stream().map(String::toLowerCase).distinct().count() == 1;
    return one ? words.get(words.size() - 1) : usual;
  }
}
