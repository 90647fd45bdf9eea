package io.valora.features.text;

import io.valora.config.ConfigSection;
import java.io.Serializable;

/**
 * The section {@code features.text} of a job file. No word is ever dropped for being frequent or
 * short: negations are what reviews turn on.
 *
 * @param ngrams terms are runs of 1 to this many words; 1, 2 or 3
 * @param vocabularySize how many terms are known at most; at least 1
 * @param minCount terms that fewer texts of train have are unknown; at least 1
 * @param hashBits terms are hashed into 2^hashBits rows (8 to 24) instead of being looked up in a
 *     vocabulary; 0 for a vocabulary
 * @param maxLength how many words of a text count, from its start; 0 for all
 * @param smoothing texts that are added to the counts behind a count ratio, above 0
 */
public record TextConfig(
    int ngrams,
    int vocabularySize,
    int minCount,
    int hashBits,
    int maxLength,
    LetterCase letterCase,
    Weighting weighting,
    double smoothing)
    implements Serializable {
  private static final int MOST_WORDS = 3;
  private static final int LEAST_BITS = 8;
  private static final int MOST_BITS = 24;

  public TextConfig {
    if (ngrams < 1 || ngrams > MOST_WORDS) {
      throw new IllegalArgumentException("ngrams %d is not 1, 2 or 3".formatted(ngrams));
    }
    if (vocabularySize < 1 || minCount < 1 || maxLength < 0) {
      throw new IllegalArgumentException(
          "vocabulary size %d and min count %d must be at least 1, max length %d at least 0"
              .formatted(vocabularySize, minCount, maxLength));
    }
    if (hashBits != 0 && (hashBits < LEAST_BITS || hashBits > MOST_BITS)) {
      throw new IllegalArgumentException(
          "hash bits %d are neither 0 nor from 8 to 24".formatted(hashBits));
    }
    if (hashBits != 0 && weighting == Weighting.COUNT_RATIO) {
      throw new IllegalArgumentException("hashed terms have no count ratio");
    }
  }

  /** Reads the section with the defaults of networks of embeddings, noting problems in it. */
  public static TextConfig from(ConfigSection section) {
    return from(section, 1, 20_000, Weighting.AVERAGE);
  }

  /**
   * Reads the section with the defaults of a weight per term: runs of two words, many terms, and
   * count ratios, or the presence of hashed terms.
   */
  public static TextConfig ofTerms(ConfigSection section) {
    boolean hashes = section.has("hash-bits");
    return from(section, 2, 200_000, hashes ? Weighting.PRESENCE : Weighting.COUNT_RATIO);
  }

  private static TextConfig from(
      ConfigSection section, int ngrams, int vocabularySize, Weighting usual) {
    int hashBits = section.optionalInteger("hash-bits", LEAST_BITS, MOST_BITS).orElse(0);
    return new TextConfig(
        section.integer("ngrams", ngrams, 1, MOST_WORDS),
        section.integer("vocabulary-size", vocabularySize, 1),
        section.integer("min-count", 2, 1),
        hashBits,
        section.integer("max-length", 0, 0),
        section.choice("letter-case", LetterCase.class, LetterCase.LOWER),
        weighting(section, hashBits, usual),
        section.positive("smoothing", 1));
  }

  /** Whether terms are hashed, and no vocabulary is needed. */
  public boolean hashes() {
    return hashBits != 0;
  }

  /** The same analysis of single words. */
  public TextConfig words() {
    return new TextConfig(
        1, vocabularySize, minCount, hashBits, maxLength, letterCase, weighting, smoothing);
  }

  private static Weighting weighting(ConfigSection section, int hashBits, Weighting usual) {
    Weighting weighting = section.choice("weighting", Weighting.class, usual);
    if (hashBits != 0 && weighting == Weighting.COUNT_RATIO) {
      section.invalid("weighting", "count-ratio", "must be average or presence with hash-bits");
      return Weighting.AVERAGE;
    }
    return weighting;
  }
}
