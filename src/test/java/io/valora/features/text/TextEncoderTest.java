package io.valora.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.features.fit.text.CountedTerms;
import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.schema.Columns;
import io.valora.testing.features.Reviews;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  /** Indices: film 1, bad 2, good 3. */
  private static final Dataset<Row> TRAIN =
      Reviews.of("1 good film", "1 good film", "0 bad film", "0 bad");

  @Test
  void averagesTheOccurrencesOfKnownTerms() {
    EncodedText encoded = encoder(Weighting.AVERAGE).encode("Good, good film: utterly bad!");
    assertThat(encoded.indices()).containsExactly(1, 2, 3);
    assertThat(encoded.weights()).containsExactly(0.25f, 0.25f, 0.5f);
  }

  @Test
  void presenceCountsEachTermOnce() {
    EncodedText encoded = encoder(Weighting.PRESENCE).encode("good good film");
    assertThat(encoded.indices()).containsExactly(1, 3);
    assertThat(encoded.weights()).containsExactly(1, 1);
  }

  @Test
  void countRatiosAreThoseOfTheVocabularyAtLengthOne() {
    EncodedText encoded = encoder(Weighting.COUNT_RATIO).encode("bad good bad");
    assertThat(encoded.indices()).containsExactly(2, 3);
    // p = 1 + {film 2, bad 0, good 2}, q = 1 + {film 1, bad 2, good 0}
    double bad = Math.log(1 / 7d / (3 / 6d));
    double good = Math.log(3 / 7d / (1 / 6d));
    double length = Math.hypot(bad, good);
    assertThat(encoded.weights()[0]).isCloseTo((float) (bad / length), within(1e-6f));
    assertThat(encoded.weights()[1]).isCloseTo((float) (good / length), within(1e-6f));
  }

  @Test
  void aTextWithoutKnownTermsIsRowZero() {
    for (Weighting weighting : Weighting.values()) {
      for (String text : new String[] {"", null, "unheard of"}) {
        EncodedText encoded = encoder(weighting).encode(text);
        assertThat(encoded.indices()).containsExactly(0);
        assertThat(encoded.weights()).containsExactly(1);
      }
    }
  }

  @Test
  void termsAreCountedKnownOrNotAndNoneInNoText() {
    TextEncoder encoder = encoder(Weighting.AVERAGE);
    List<Row> counted =
        CountedTerms.of(Reviews.of("1 good film: utterly good", "0 ", "0 -"), encoder)
            .select(Columns.TERM_COUNT, Columns.KNOWN_TERM_COUNT)
            .collectAsList();
    assertThat(counted)
        .containsExactly(
            RowFactory.create(4, 3), RowFactory.create(0, 0), RowFactory.create(null, null));
    TextConfig hashed = new TextConfig(1, 1, 1, 8, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);
    assertThat(TextEncoder.hashed(hashed).counts("any term")).isEqualTo(new TermCounts(2, 2));
  }

  @Test
  void aTableIsEncodedLikeItsTexts() {
    TextEncoder encoder = encoder(Weighting.AVERAGE);
    Dataset<Row> encoded =
        EncodedTexts.of(Reviews.of("1 good film", "0 -", "1 bad bad film"), encoder);
    assertThat(encoded.columns()).containsExactly("label", "text", "indices", "weights");
    List<Row> rows = encoded.collectAsList();
    assertThat(rows).hasSize(3);
    for (Row row : rows) {
      EncodedText expected = encoder.encode(row.getString(1));
      assertThat(row.<Integer>getList(2)).isEqualTo(boxed(expected.indices()));
      assertThat(row.<Float>getList(3)).hasSameSizeAs(expected.weights());
    }
    assertThat(encoded.schema().apply("indices").dataType().sql()).isEqualTo("ARRAY<INT>");
    assertThat(encoded.schema().apply("weights").dataType().sql()).isEqualTo("ARRAY<FLOAT>");
  }

  @Test
  void hashedTermsAreAllKnown() {
    TextConfig config = new TextConfig(2, 1, 1, 8, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);
    TextEncoder encoder = TextVocabulary.fit(TRAIN, config).encoder(config);
    assertThat(encoder.tableRows()).isEqualTo(257);
    String text = String.join(" ", IntStream.range(0, 500).mapToObj(i -> "w" + i).toList());
    EncodedText encoded = encoder.encode(text);
    assertThat(encoded.indices()).isSorted().doesNotHaveDuplicates();
    assertThat(encoded.indices()).hasSizeBetween(200, 256).startsWith(1).endsWith(256);
    double sum = 0;
    for (float weight : encoded.weights()) {
      sum += weight;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    assertThat(encoder.encode("").indices()).containsExactly(0);
  }

  @Test
  void everyTermOfALargeVocabularyIsFoundAgain() {
    SplittableRandom random = new SplittableRandom(5);
    long[] hashes = random.longs(10_000).toArray();
    hashes[7] = 0;
    VocabularyRows rows = new VocabularyRows(hashes, new float[hashes.length]);
    for (int i = 0; i < hashes.length; i++) {
      assertThat(rows.rowOf(hashes[i])).isEqualTo(i + 1);
    }
    assertThat(random.longs(10_000).map(rows::rowOf)).containsOnly(0L);
    assertThat(new VocabularyRows(new long[0], new float[0]).rowOf(0)).isZero();
  }

  @Test
  void ofTwoTermsWithOneHashTheMoreFrequentIsKnown() {
    VocabularyRows rows = new VocabularyRows(new long[] {4, 9, 4}, new float[3]);
    assertThat(rows.rowOf(4)).isEqualTo(1);
    assertThat(rows.highest()).isEqualTo(3);
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  private static TextEncoder encoder(Weighting weighting) {
    TextConfig config = Reviews.config(1, 100, weighting);
    return TextVocabulary.fit(TRAIN, config).encoder(config);
  }
}
