package io.valora.config;

import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggestions of known words for a mistyped one, by edit distance. */
public final class Suggestions {
  private static final int MOST_EDITS = 4;

  private Suggestions() {}

  /** {@code ; did you mean 'x'?}, or nothing when no candidate is near. */
  public static String hint(String word, Iterable<String> candidates) {
    return nearest(word, candidates).map(near -> "; did you mean '%s'?".formatted(near)).orElse("");
  }

  /** The candidate with the fewest edits, at most half of the word's letters. */
  static Optional<String> nearest(String word, Iterable<String> candidates) {
    LevenshteinDistance distance = new LevenshteinDistance(MOST_EDITS);
    String best = null;
    int least = Math.min(MOST_EDITS, Math.max(1, word.length() / 2)) + 1;
    for (String candidate : candidates) {
      int edits = distance.apply(word, candidate);
      if (edits >= 0 && edits < least) {
        least = edits;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }
}
