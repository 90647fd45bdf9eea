package io.valora.features.fit.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.features.text.TextEncoder;
import io.valora.testing.LocalSpark;
import io.valora.testing.features.Terms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsTest {
  private static final List<String> KITCHEN =
      List.of("soup", "bread", "oven", "salt", "butter", "spoon", "onion", "plate");
  private static final List<String> SEA =
      List.of("sail", "harbour", "anchor", "wave", "captain", "deck", "gull", "tide");
  private static final Word2VecConfig CONFIG = config(1, 5, 7);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theNearestWordsAreOfTheSameTopic(int partitions) {
    Map<String, float[]> vectors = trained(texts(), config(partitions, 5, 7));

    assertThat(vectors).containsOnlyKeys(words());
    for (List<String> topic : List.of(KITCHEN, SEA)) {
      for (String word : topic) {
        assertThat(nearest(vectors, word, topic.size() - 1))
            .as("nearest to %s", word)
            .isSubsetOf(topic);
      }
    }
  }

  @Test
  void vectorsDependOnTheirConfigurationAndNotOnWhereTheTextsLie() {
    Map<String, float[]> vectors = trained(texts(), CONFIG);

    assertSame(trained(texts().repartition(7), CONFIG), vectors);
    assertSame(trained(texts().orderBy("text").coalesce(1), CONFIG), vectors);
    assertThat(trained(texts(), config(3, 5, 7)).get("salt"))
        .as("more partitions")
        .isNotEqualTo(vectors.get("salt"));
    assertThat(trained(texts(), config(1, 5, 8)).get("salt"))
        .as("another seed")
        .isNotEqualTo(vectors.get("salt"));
  }

  @Test
  void vectorsReadWhatWasWrittenAndBelongToTheRowsOfTheirTerms() {
    TextVocabulary vocabulary =
        Terms.vocabulary(Terms.config(2), "salt salt soup", "salt anchor", "unheard");
    TextEncoder encoder = vocabulary.encoder(Terms.config(2));
    Map<String, float[]> all = trained(texts(), CONFIG);
    String path = folder.resolve("vectors").toUri().toString();
    VectorMaterial material = new VectorMaterial(VectorFiles.STORAGE, texts(), path);

    TermVectors vectors = CONFIG.vectors(encoder, material);

    WordVectors kept = WordVectors.read(LocalSpark.session(), path);
    assertThat(kept.entries().schema().sql())
        .isEqualTo("STRUCT<term: STRING, vector: ARRAY<FLOAT>>");
    assertSame(byTerm(kept), all);
    assertThat(vectors.rows()).isEqualTo(vocabulary.size() + 1);
    assertThat(vectors.dimension()).isEqualTo(16);
    assertThat(vectors.known()).isEqualTo(3);
    for (Row entry : vocabulary.entries().collectAsList()) {
      float[] expected = all.get(entry.getString(0));
      assertThat(vectors.byRow()[entry.getInt(1)]).as(entry.getString(0)).isEqualTo(expected);
    }
    assertThat(kept.of(encoder)).hasToString(vectors.toString());
  }

  @Test
  void vectorsAreTrainedOnceForTheSameTextsAndConfiguration() {
    String path = folder.resolve("once").toUri().toString();
    VectorMaterial material = new VectorMaterial(VectorFiles.STORAGE, texts(), path);
    TextEncoder encoder = Terms.encoder(Terms.WORDS, "salt soup anchor");
    Word2VecConfig apart = config(2, 5, 7);
    List<String> first = filesAfter(apart, encoder, material);

    assertThat(filesAfter(apart, encoder, material)).isEqualTo(first);
    assertThat(filesAfter(config(2, 5, 8), encoder, material)).isNotEqualTo(first);
    List<String> other = filesAfter(apart, encoder, material);
    VectorMaterial more =
        new VectorMaterial(
            VectorFiles.STORAGE, texts().union(Terms.texts(List.of("salt sail"))), path);
    List<String> last = filesAfter(apart, encoder, more);
    assertThat(last).isNotEqualTo(other);
    VectorFiles.STORAGE.delete(path + "/_trained-from");
    assertThat(filesAfter(apart, encoder, more)).as("not whole").isNotEqualTo(last);
  }

  /** Spark names its files anew whenever it writes them. */
  private static List<String> filesAfter(
      Word2VecConfig config, TextEncoder encoder, VectorMaterial material) {
    assertThat(config.vectors(encoder, material).known()).isEqualTo(3);
    return VectorFiles.STORAGE.names(material.folder()).stream()
        .filter(name -> name.endsWith(".parquet") && name.startsWith("part-"))
        .toList();
  }

  @Test
  void rareWordsHaveNoVectorAndRareWordsAloneAreRefused() {
    List<String> texts = new ArrayList<>(List.of("soup rare rare rare rare"));
    texts.addAll(List.of("soup", "soup", "soup", "soup"));
    texts.add(null);
    assertThat(trained(Terms.texts(texts), CONFIG)).containsOnlyKeys("soup");
    assertThatThrownBy(() -> trained(Terms.texts(texts), config(1, 6, 7)))
        .isInstanceOfSatisfying(
            JobException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.DATA_REJECTED))
        .hasMessage(
            "Cannot train vectors of words: no word occurs 6 times in the texts"
                + " (lower features.text.vectors.train.min-count)");
  }

  @Test
  void vectorsOfOtherWordsThanTermsAreRefused() {
    WordVectors vectors = WordVectors.train(texts(), Terms.WORDS, CONFIG);
    TextEncoder others = Terms.encoder(Terms.WORDS, "unheard");
    assertThatThrownBy(() -> vectors.of(others))
        .hasMessage(
            "Cannot start terms at vectors of words: no term of train has one"
                + " (lower features.text.vectors.train.min-count)");
  }

  private static Word2VecConfig config(int partitions, int minCount, long seed) {
    return new Word2VecConfig(16, 5, minCount, 3, partitions, 0.1, 1_000, seed);
  }

  /** 600 texts of ten words each, all of one topic. */
  private static Dataset<Row> texts() {
    Random random = new Random(3);
    List<String> texts = new ArrayList<>();
    for (int text = 0; text < 600; text++) {
      List<String> topic = text % 2 == 0 ? KITCHEN : SEA;
      StringBuilder words = new StringBuilder();
      for (int word = 0; word < 10; word++) {
        words.append(topic.get(random.nextInt(topic.size()))).append(' ');
      }
      texts.add(words.toString());
    }
    return Terms.texts(texts);
  }

  private static String[] words() {
    List<String> words = new ArrayList<>(KITCHEN);
    words.addAll(SEA);
    return words.toArray(String[]::new);
  }

  private static Map<String, float[]> trained(Dataset<Row> texts, Word2VecConfig config) {
    return byTerm(WordVectors.train(texts, Terms.WORDS, config));
  }

  private static Map<String, float[]> byTerm(WordVectors vectors) {
    Map<String, float[]> byTerm = new LinkedHashMap<>();
    for (Row row : vectors.entries().collectAsList()) {
      List<Float> numbers = row.getList(1);
      float[] vector = new float[numbers.size()];
      for (int k = 0; k < vector.length; k++) {
        vector[k] = numbers.get(k);
      }
      byTerm.put(row.getString(0), vector);
    }
    return byTerm;
  }

  private static List<String> nearest(Map<String, float[]> vectors, String word, int most) {
    return vectors.keySet().stream()
        .filter(other -> !other.equals(word))
        .sorted(Comparator.comparingDouble(other -> -cosine(vectors.get(word), vectors.get(other))))
        .limit(most)
        .toList();
  }

  private static double cosine(float[] left, float[] right) {
    double product = 0;
    for (int k = 0; k < left.length; k++) {
      product += left[k] * right[k];
    }
    return product / Math.sqrt(squares(left) * squares(right));
  }

  private static double squares(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += number * number;
    }
    return squares;
  }

  private static void assertSame(Map<String, float[]> vectors, Map<String, float[]> expected) {
    assertThat(vectors.keySet()).isEqualTo(expected.keySet());
    vectors.forEach((term, vector) -> assertThat(vector).isEqualTo(expected.get(term)));
    assertThat(vectors.values().stream().map(Arrays::hashCode).distinct().count())
        .isEqualTo(vectors.size());
  }
}
