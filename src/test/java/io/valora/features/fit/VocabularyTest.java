package io.valora.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.valora.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  @TempDir private Path folder;

  @Test
  void numbersTheIdsInAscendingOrderFromOne() {
    Vocabulary vocabulary = Vocabulary.fit(ids("b", "a", "Z", "ñ", "b", "10", "9"), "value", 1);
    assertThat(vocabulary.size()).isEqualTo(6);
    assertThat(vocabulary.entries().collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactlyInAnyOrder(
            tuple("10", 1, 1L),
            tuple("9", 2, 1L),
            tuple("Z", 3, 1L),
            tuple("a", 4, 1L),
            tuple("b", 5, 2L),
            tuple("ñ", 6, 1L));
  }

  @Test
  void idsBelowTheLeastCountAreUnknown() {
    Vocabulary vocabulary = Vocabulary.fit(ids("a", "b", "b", "c", "c", "c"), "value", 2);
    assertThat(indexes(vocabulary, "a", "b", "c")).containsExactlyInAnyOrder("a=0", "b=1", "c=2");
  }

  @Test
  void otherIdsAndNullsAreUnknown() {
    Vocabulary vocabulary = Vocabulary.fit(ids("a", null, null), "value", 1);
    assertThat(vocabulary.size()).isEqualTo(1);
    assertThat(indexes(vocabulary, "a", "A", null))
        .containsExactlyInAnyOrder("a=1", "A=0", "null=0");
  }

  @Test
  void idsOfASideTableAreKnownToo() {
    Dataset<Row> side = ids("d", "b", "0", null, "d").withColumnRenamed("value", Vocabulary.ID);
    Vocabulary vocabulary = Vocabulary.fit(ids("b", "b", "c", "c", "e"), "value", 2, side);

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(indexes(vocabulary, "0", "b", "c", "d", "e"))
        .containsExactlyInAnyOrder("0=1", "b=2", "c=3", "d=4", "e=0");
    assertThat(
            vocabulary.indexTrained(ids("0", "b", "d"), "value", "index").collectAsList().stream()
                .map(row -> row.getString(0) + "=" + row.getInt(1)))
        .containsExactlyInAnyOrder("0=0", "b=2", "d=0");
  }

  @Test
  void doesNotDependOnPartitioning() {
    List<String> values = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 1_000; i++) {
      values.add("id" + (int) (300 * random.nextDouble() * random.nextDouble()));
    }
    TreeMap<String, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    List<String> expected = new ArrayList<>();
    counts.forEach(
        (id, count) -> expected.add("[%s,%d,%d]".formatted(id, expected.size() + 1, count)));
    for (int partitions : new int[] {1, 2, 7}) {
      Dataset<Row> train = ids(values.toArray(String[]::new)).repartition(partitions);
      assertThat(Vocabulary.fit(train, "value", 1).entries().collectAsList())
          .extracting(Row::toString)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void survivesTheRoundTripOnDisk() {
    Vocabulary fitted = Vocabulary.fit(ids("b", "a", "a"), "value", 1);
    Vocabulary written = fitted.write(folder.resolve("users").toString());
    Vocabulary read = Vocabulary.read(LocalSpark.session(), folder.resolve("users").toString());
    assertThat(written.size()).isEqualTo(2);
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.entries().collectAsList())
        .containsExactlyInAnyOrderElementsOf(fitted.entries().collectAsList());
  }

  @Test
  void restoresTheIdAtAnIndex() {
    Vocabulary vocabulary = Vocabulary.fit(ids("b", "a"), "value", 1);
    Dataset<Row> indexes =
        LocalSpark.session().createDataset(List.of(2, 0, 1), Encoders.INT()).toDF("item_index");
    assertThat(vocabulary.restore(indexes, "item_index", "item").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[2,b]", "[0,null]", "[1,a]");
  }

  @Test
  void aVocabularyTooLargeToBeSentLooksUpTheSame() {
    String[] many =
        IntStream.rangeClosed(0, SmallVocabulary.MOST)
            .mapToObj("%06d"::formatted)
            .toArray(String[]::new);
    Vocabulary vocabulary = Vocabulary.fit(ids(many), "value", 1);
    assertThat(SmallVocabulary.of(vocabulary.entries())).isEmpty();
    assertThat(vocabulary.size()).isEqualTo(many.length);
    assertThat(indexes(vocabulary, "000000", "065536", "65536", null))
        .containsExactlyInAnyOrder("000000=1", "065536=65537", "65536=0", "null=0");
    Dataset<Row> indexed =
        LocalSpark.session().createDataset(List.of(65_537, 0), Encoders.INT()).toDF("item_index");
    assertThat(vocabulary.restore(indexed, "item_index", "item").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[65537,065536]", "[0,null]");
  }

  @Test
  void anEmptyTrainKnowsNothing() {
    Vocabulary vocabulary = Vocabulary.fit(ids(), "value", 1);
    assertThat(vocabulary.size()).isZero();
    assertThat(indexes(vocabulary, "a")).containsExactly("a=0");
  }

  private static List<String> indexes(Vocabulary vocabulary, String... values) {
    return vocabulary.index(ids(values), "value", "value_index").collectAsList().stream()
        .map(row -> row.getString(0) + "=" + row.getInt(1))
        .toList();
  }

  private static Dataset<Row> ids(String... values) {
    return LocalSpark.session()
        .createDataset(Arrays.asList(values), Encoders.STRING())
        .toDF("value");
  }
}
