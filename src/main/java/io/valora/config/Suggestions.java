package io.valora.config;

import java.util.Optional;
import java.util.stream.IntStream;

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
    String best = null;
    int least = Math.min(MOST_EDITS, Math.max(1, word.length() / 2)) + 1;
    for (String candidate : candidates) {
      boolean near = Math.abs(word.length() - candidate.length()) < least;
      int edits = near ? edits(word, candidate) : least;
      if (edits < least) {
        least = edits;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance: letters that are added, left out or replaced. */
  private static int edits(String word, String other) {
    int[] above = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= word.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
