package io.valora.features.text;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Lucene's chain for the words of reviews. Tags and entities are resolved, words are found as
 * Unicode says (UAX 29: an apostrophe inside a word belongs to it, an emoji is a word), then come
 * the letter case and the longest text.
 *
 * <p>Exclamation and question marks are words too: they are written as the emoji of the same
 * meaning, which the tokenizer keeps.
 */
final class ReviewAnalyzer extends Analyzer {
  private static final NormalizeCharMap CHARACTERS = characters();

  private final TextConfig config;

  ReviewAnalyzer(TextConfig config) {
    this.config = config;
  }

  @Override
  protected Reader initReader(String field, Reader reader) {
    return new MappingCharFilter(CHARACTERS, new HTMLStripCharFilter(reader));
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream terms = words;
    if (config.letterCase() == LetterCase.LOWER) {
      terms = new LowerCaseFilter(terms);
    }
    if (config.maxLength() > 0) {
      terms = new LimitTokenCountFilter(terms, config.maxLength());
    }
    return new TokenStreamComponents(words, terms);
  }

  private static NormalizeCharMap characters() {
    NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
    map.add("\u2019", "'");
    map.add("_", " ");
    map.add("!", " \u2757 ");
    map.add("?", " \u2753 ");
    return map.build();
  }
}
