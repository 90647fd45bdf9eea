package io.valora.features.text;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

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
    if (text == null) {
      return;
    }
    try (TokenStream stream = analyzer().tokenStream(FIELD, text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        visitor.accept(term);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
