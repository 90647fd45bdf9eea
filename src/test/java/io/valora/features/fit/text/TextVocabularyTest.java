package io.valora.features.fit.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TermFile;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.Weighting;
import io.valora.testing.LocalSpark;
import io.valora.testing.features.Reviews;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVocabularyTest {
  private static final TextConfig CONFIG = Reviews.config(1, 100, Weighting.AVERAGE);

  @TempDir private Path folder;

  @Test
  void numbersTheTermsByTheTextsThatHaveThem() {
    TextVocabulary vocabulary =
        TextVocabulary.fit(
            Reviews.of("1 good good film", "0 bad film", "1 good b", "0 -", "1  "), CONFIG);
    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(counts(vocabulary))
        .containsExactly("film 1 2 1.0", "good 2 2 2.0", "b 3 1 1.0", "bad 4 1 0.0");
  }

  @Test
  void keepsTheMostFrequentThatEnoughTextsHave() {
    Dataset<Row> train = Reviews.of("1 a b c", "0 a b c", "1 a b", "0 a d");
    assertThat(counts(TextVocabulary.fit(train, Reviews.config(1, 2, Weighting.AVERAGE))))
        .containsExactly("a 1 4 2.0", "b 2 3 2.0");
    TextConfig atLeastTwo = new TextConfig(1, 100, 2, 0, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);
    assertThat(counts(TextVocabulary.fit(train, atLeastTwo)))
        .containsExactly("a 1 4 2.0", "b 2 3 2.0", "c 3 2 1.0");
  }

  @Test
  void theRatioIsThatOfWangAndManning() {
    TextVocabulary vocabulary =
        TextVocabulary.fit(Reviews.of("1 good film", "0 bad film", "1 good"), CONFIG);
    // p = 1 + {film 1, good 2, bad 0}, sum 6; q = 1 + {film 1, good 0, bad 1}, sum 5
    List<Row> entries = sorted(vocabulary);
    assertThat(entries.get(0).getFloat(4)).isCloseTo((float) Math.log(2 / 6d / (2 / 5d)), close());
    assertThat(entries.get(1).getFloat(4)).isCloseTo((float) Math.log(3 / 6d / (1 / 5d)), close());
    assertThat(entries.get(2).getFloat(4)).isCloseTo((float) Math.log(1 / 6d / (2 / 5d)), close());
  }

  @Test
  void doesNotDependOnPartitioning() {
    SplittableRandom random = new SplittableRandom(3);
    String[] lines =
        IntStream.range(0, 300).mapToObj(i -> i % 2 + " " + words(random)).toArray(String[]::new);
    TextConfig config = Reviews.config(2, 150, Weighting.COUNT_RATIO);
    List<Row> expected = sorted(TextVocabulary.fit(Reviews.of(lines).repartition(1), config));
    assertThat(expected).hasSize(150);
    for (int partitions : new int[] {2, 5}) {
      assertThat(sorted(TextVocabulary.fit(Reviews.of(lines).repartition(partitions), config)))
          .isEqualTo(expected);
    }
  }

  @Test
  void termsAreWrittenInTheOrderOfTheirIndex() throws IOException {
    TextConfig config = Reviews.config(1, 200, Weighting.AVERAGE);
    TextVocabulary fitted = TextVocabulary.fit(Reviews.of("1 good film", "0 bad film"), config);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fitted.write(out);
    assertThat(out.toString(UTF_8).lines())
        .map(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("[\"film\"", "[\"bad\"", "[\"good\"");
    TextEncoder read =
        TextEncoder.of(config, TermFile.read("terms", new ByteArrayInputStream(out.toByteArray())));
    assertThat(read.rowOf("good")).isEqualTo(fitted.encoder(config).rowOf("good")).isEqualTo(3);
  }

  @Test
  void theParquetOfEarlierRunsIsRead() {
    TextVocabulary fitted = TextVocabulary.fit(Reviews.of("1 good film", "0 bad film"), CONFIG);
    List<Row> entries = sorted(fitted);
    String path = folder.resolve("terms").toString();
    fitted.entries().write().parquet(path);
    assertThat(sorted(TextVocabulary.read(LocalSpark.session(), path))).isEqualTo(entries);
  }

  @Test
  void anEmptyTrainKnowsNothing() {
    assertThat(TextVocabulary.fit(Reviews.of("1 -"), CONFIG).size()).isZero();
  }

  @Test
  void hashedTermsNeedNone() {
    TextConfig hashing = new TextConfig(1, 9, 1, 8, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);
    assertThat(TextVocabulary.fit(Reviews.of("1 good"), hashing).size()).isZero();
  }

  @Test
  void refusesOtherLabels() {
    assertThatThrownBy(() -> TextVocabulary.fit(Reviews.of("3 good"), CONFIG))
        .satisfies(
            thrown ->
                assertThat(JobException.in(thrown))
                    .get()
                    .extracting(JobException::getMessage)
                    .isEqualTo(
                        "Cannot count the terms of train:"
                            + " the label of a text is 3.0 (must be in [0, 1])"));
  }

  private static String words(SplittableRandom random) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      words.append(" w").append((int) (60 * random.nextDouble() * random.nextDouble()));
    }
    return words.toString();
  }

  private static Offset<Float> close() {
    return within(1e-6f);
  }

  private static List<String> counts(TextVocabulary vocabulary) {
    return sorted(vocabulary).stream()
        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2) + " " + row.get(3))
        .toList();
  }

  private static List<Row> sorted(TextVocabulary vocabulary) {
    return vocabulary.entries().collectAsList().stream()
        .sorted(Comparator.comparing(row -> row.getInt(1)))
        .toList();
  }
}
