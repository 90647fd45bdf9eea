package io.valora.features.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.fit.text.AnalyzedTexts;
import io.valora.testing.LocalSpark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TextAnalyzerTest {
  private static final TextAnalyzer WORDS = analyzer(1, 0, LetterCase.LOWER);

  @Test
  void resolvesTagsAndEntities() {
    assertThat(WORDS.terms("<b>Good</b> food<br /><br />R&amp;B caf&eacute; it&#39;s <3"))
        .containsExactly("good", "food", "r", "b", "café", "it's", "3");
  }

  @Test
  void keepsNegationsAndApostrophesInsideWords() {
    assertThat(WORDS.terms("I don't like it, didn’t, 'not' good"))
        .containsExactly("i", "don't", "like", "it", "didn't", "not", "good");
  }

  @Test
  void keepsEmojiAndTheMarksOfFeeling() {
    assertThat(WORDS.terms("Nice😀👍🏽... why?!"))
        .containsExactly("nice", "😀", "👍🏽", "why", "❓", "❗");
  }

  @Test
  void emphasisIsNoPartOfAWord() {
    assertThat(WORDS.terms("a _very_ *good* \"film\" (yes)"))
        .containsExactly("a", "very", "good", "film", "yes");
  }

  @Test
  void addsRunsOfWords() {
    assertThat(analyzer(3, 0, LetterCase.LOWER).terms("not a good one"))
        .containsExactly(
            "not", "not a", "not a good", "a", "a good", "a good one", "good", "good one", "one");
    assertThat(analyzer(2, 0, LetterCase.LOWER).terms("one")).containsExactly("one");
  }

  @Test
  void runsAreThoseOfLucenesShingles() throws IOException {
    String text =
        "a film " + "x".repeat(300) + " of 3,5 ⭐ it\u2019s <b>so</b> 😀 good! " + "y".repeat(600);
    for (int longest : new int[] {1, 2, 3}) {
      TextAnalyzer analyzer = analyzer(longest, 0, LetterCase.LOWER);
      List<String> expected = new ArrayList<>();
      Analyzer words =
          new ReviewAnalyzer(new TextConfig(1, 9, 1, 0, 0, LetterCase.LOWER, Weighting.AVERAGE, 1));
      try (TokenStream stream = words.tokenStream("text", text);
          TokenStream shingles = longest == 1 ? stream : new ShingleFilter(stream, longest)) {
        CharTermAttribute term = shingles.getAttribute(CharTermAttribute.class);
        shingles.reset();
        while (shingles.incrementToken()) {
          expected.add(term.toString());
        }
      }
      List<String> hashed = new ArrayList<>();
      analyzer.forEachHashed(
          text,
          (term, hash) -> {
            hashed.add(term.toString());
            assertThat(hash).isEqualTo(TermHash.of(term.toString()));
          });

      assertThat(analyzer.terms(text)).isEqualTo(expected).isEqualTo(hashed);
    }
  }

  @Test
  void countsTheFirstWordsOnly() {
    assertThat(analyzer(2, 2, LetterCase.LOWER).terms("a b c")).containsExactly("a", "a b", "b");
  }

  @Test
  void keepsCapitalsWhereAsked() {
    assertThat(analyzer(1, 0, LetterCase.AS_WRITTEN).terms("SO Good"))
        .containsExactly("SO", "Good");
  }

  @Test
  void emptyTextsHaveNoTerms() {
    assertThat(WORDS.terms("")).isEmpty();
    assertThat(WORDS.terms(" \n… -- <br/>")).isEmpty();
    assertThat(WORDS.terms(null)).isEmpty();
  }

  @Test
  void manyThreadsMayUseOne() {
    assertThat(
            IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> WORDS.terms("text " + i))
                .map(terms -> terms.get(1))
                .toList())
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
  }

  @Test
  void addsTheTermsToATable() {
    Dataset<Row> rows =
        LocalSpark.session()
            .createDataset(Arrays.asList("A b", null), Encoders.STRING())
            .toDF("text");
    List<Row> analyzed = AnalyzedTexts.of(rows, WORDS).collectAsList();
    assertThat(analyzed.get(0).<String>getList(1)).containsExactly("a", "b");
    assertThat(analyzed.get(1).<String>getList(1)).isEmpty();
  }

  private static TextAnalyzer analyzer(int ngrams, int maxLength, LetterCase letterCase) {
    return new TextAnalyzer(
        new TextConfig(ngrams, 1, 1, 0, maxLength, letterCase, Weighting.PRESENCE, 1));
  }
}
