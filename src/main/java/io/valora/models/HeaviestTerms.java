package io.valora.models;

import io.valora.evaluation.classification.WordWeight;
import io.valora.features.text.EncodedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Selection of the terms of one text that weigh most, each by itself. */
final class HeaviestTerms {
  private final int most;
  private final StringBuilder characters = new StringBuilder();
  private int[] rows = new int[256];
  private int[] ends = new int[257];
  private int count;

  HeaviestTerms(int most) {
    this.most = most;
  }

  /** Adds a known term of the text. */
  void add(CharSequence term, int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count + 1);
    }
    characters.append(term);
    rows[count++] = row;
    ends[count] = characters.length();
  }

  /**
   * The heaviest, largest first, as they stand first in the text.
   *
   * @param text of these terms
   * @param weight of a text of one term
   */
  List<WordWeight> of(EncodedText text, ToDoubleFunction<EncodedText> weight) {
    if (count == 0) {
      return List.of();
    }
    double[] weights = new double[text.indices().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          weight.applyAsDouble(
              new EncodedText(new int[] {text.indices()[i]}, new float[] {text.weights()[i]}));
    }
    double least = threshold(weights);
    Map<Integer, Double> chosen = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0 && Math.abs(weights[i]) >= least) {
        chosen.put(text.indices()[i], weights[i]);
      }
    }
    return named(chosen);
  }

  private double threshold(double[] weights) {
    double[] sizes = Arrays.stream(weights).map(Math::abs).sorted().toArray();
    return sizes[Math.max(0, sizes.length - most)];
  }

  private List<WordWeight> named(Map<Integer, Double> chosen) {
    List<WordWeight> words = new ArrayList<>();
    for (int i = 0; i < count && !chosen.isEmpty(); i++) {
      Double weight = chosen.remove(rows[i]);
      if (weight != null) {
        words.add(new WordWeight(characters.substring(ends[i], ends[i + 1]), weight));
      }
    }
    words.sort(Comparator.comparingDouble(word -> -Math.abs(word.weight())));
    return words.subList(0, Math.min(most, words.size()));
  }
}
