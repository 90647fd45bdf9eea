package io.valora.features.text;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;

/**
 * The terms of a text: its words and runs of words, in their order and as often as they occur. Any
 * number of threads may use one; each executor opens Lucene's analyzer for itself.
 */
public final class TextAnalyzer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String FIELD = "text";

  private final TextConfig config;
  private transient volatile Analyzer analyzer;

  public TextAnalyzer(TextConfig config) {
    this.config = config;
  }

  /** The terms of a text; none of null. */
  public List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    forEachTerm(text, term -> terms.add(term.toString()));
    return terms;
  }

  /**
   * Gives each term in turn.
   *
   * @param visitor is given the same characters object each time, and must not keep it
   */
  public void forEachTerm(String text, Consumer<CharSequence> visitor) {
    words(text).forEach(config.ngrams(), visitor);
  }

  /** Gives each term with its {@link TermHash}; as {@link #forEachTerm}. */
  public void forEachHashed(String text, ObjLongConsumer<CharSequence> visitor) {
    WordRuns words = words(text);
    long[] hashes = words.hashes(config.ngrams());
    int[] next = new int[1];
    words.forEach(config.ngrams(), term -> visitor.accept(term, hashes[next[0]++]));
  }

  /** The {@link TermHash} of each term in turn. */
  long[] hashes(String text) {
    return words(text).hashes(config.ngrams());
  }

  private WordRuns words(String text) {
    WordRuns words = new WordRuns();
    if (text == null) {
      return words;
    }
    try (TokenStream stream = analyzer().tokenStream(FIELD, text)) {
      stream.reset();
      words.read(stream);
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private Analyzer analyzer() {
    if (analyzer == null) {
      synchronized (this) {
        analyzer = analyzer == null ? new ReviewAnalyzer(config) : analyzer;
      }
    }
    return analyzer;
  }
}
