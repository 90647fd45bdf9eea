package io.valora.features.text;

import java.io.Serializable;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Encoder of texts: rows of an embedding table and their weights. The known terms are held as
 * hashes, {@link VocabularyRows}. Immutable and safe to share between threads.
 */
public final class TextEncoder implements Serializable {
  private static final long serialVersionUID = 1L;
  private final TextConfig config;
  private final TextAnalyzer analyzer;
  private final TermRows terms;

  private TextEncoder(TextConfig config, TermRows terms) {
    this.config = config;
    this.analyzer = new TextAnalyzer(config);
    this.terms = terms;
  }

  /** An encoder of hashed terms. */
  public static TextEncoder hashed(TextConfig config) {
    return new TextEncoder(config, new HashedRows(config.hashBits()));
  }

  /**
   * @param vocabulary of a configuration that doesn't hash
   */
  public static TextEncoder of(TextConfig config, VocabularyRows vocabulary) {
    return new TextEncoder(config, vocabulary);
  }

  /** As {@link #of(TextConfig, VocabularyRows)}, of a vocabulary of short hashes. */
  public static TextEncoder of(TextConfig config, ShortHashRows vocabulary) {
    return new TextEncoder(config, vocabulary);
  }

  /** The number of rows of the embedding table: one more than the highest index. */
  public int tableRows() {
    return terms.highest() + 1;
  }

  /** The configuration of the terms. */
  public TextConfig config() {
    return config;
  }

  /** The terms of a text, known or not; none of null. */
  public List<String> terms(String text) {
    return analyzer.terms(text);
  }

  /** The row of a term, written as the analyzer gives it; 0 when it is unknown. */
  public int rowOf(CharSequence term) {
    return terms.rowOf(TermHash.of(term));
  }

  /**
   * The row of the one term that a word is: in the configured letter case, and {@code !} as the
   * analyzer writes it; 0 when that is unknown or the word is none or several terms.
   */
  public int rowOfWord(String word) {
    List<String> found = analyzer.terms(word);
    return found.size() == 1 ? rowOf(found.get(0)) : TermRows.UNKNOWN;
  }

  /** Rows and weights of the known terms of a text, which may be null. */
  public EncodedText encode(String text) {
    return encodeCounted(text).encoded();
  }

  /** The same, with the numbers of terms. */
  public CountedText encodeCounted(String text) {
    KnownTerms known = new KnownTerms();
    int[] rows = rowsOf(text);
    int found = 0;
    for (int row : rows) {
      if (row != TermRows.UNKNOWN) {
        known.add(row);
        found++;
      }
    }
    return new CountedText(
        known.encoded(config.weighting(), terms), new TermCounts(rows.length, found));
  }

  /**
   * The same.
   *
   * @param visitor is given each known term and its row; the characters object is the same each
   *     time, and must not be kept
   */
  public EncodedText encode(String text, ObjIntConsumer<CharSequence> visitor) {
    KnownTerms known = new KnownTerms();
    analyzer.forEachTerm(
        text,
        term -> {
          int row = rowOf(term);
          if (row != TermRows.UNKNOWN) {
            known.add(row);
            visitor.accept(term, row);
          }
        });
    return known.encoded(config.weighting(), terms);
  }

  /** The numbers of terms of a text; none of null. */
  public TermCounts counts(String text) {
    int[] rows = rowsOf(text);
    int known = 0;
    for (int row : rows) {
      known += row == TermRows.UNKNOWN ? 0 : 1;
    }
    return new TermCounts(rows.length, known);
  }

  /** The row of each term in turn, 0 where it is unknown. */
  private int[] rowsOf(String text) {
    long[] hashes = analyzer.hashes(text);
    int[] rows = new int[hashes.length];
    terms.rowsOf(hashes, rows);
    return rows;
  }
}
