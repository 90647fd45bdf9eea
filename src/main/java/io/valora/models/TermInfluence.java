package io.valora.models;

import io.valora.evaluation.classification.WordInfluence;
import io.valora.evaluation.classification.WordWeight;
import io.valora.features.text.EncodedText;
import io.valora.features.text.TextEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Influence of the words of a text: what each of them, with the weight that it has there, adds to
 * the logit by itself.
 */
public record TermInfluence(TextEncoder encoder, Logit logit) implements WordInfluence {
  /** Log odds of the positive class. */
  @FunctionalInterface
  public interface Logit extends java.io.Serializable {
    double of(EncodedText text);
  }

  @Override
  public List<WordWeight> misleading(String text, int most) {
    EncodedText whole = encoder.encode(text);
    double nothing = logit.of(new EncodedText(new int[0], new float[0]));
    double side = Math.signum(logit.of(whole));
    List<WordWeight> weights = new ArrayList<>();
    for (String word : new LinkedHashSet<>(encoder.terms(text))) {
      int place = Arrays.binarySearch(whole.indices(), encoder.encode(word).indices()[0]);
      if (place >= 0) {
        weights.add(new WordWeight(word, logit.of(alone(whole, place)) - nothing));
      }
    }
    return weights.stream()
        .filter(word -> word.weight() * side > 0)
        .sorted(Comparator.comparingDouble(word -> -Math.abs(word.weight())))
        .limit(most)
        .toList();
  }

  private static EncodedText alone(EncodedText whole, int place) {
    return new EncodedText(
        new int[] {whole.indices()[place]}, new float[] {whole.weights()[place]});
  }
}
