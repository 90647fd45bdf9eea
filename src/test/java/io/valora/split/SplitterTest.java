package io.valora.split;

import static io.valora.testing.split.TypedRatings.rating;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.lineage.SplitFingerprint;
import io.valora.testing.LocalSpark;
import io.valora.testing.split.SplitConfigs;
import io.valora.testing.split.TypedRatings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitterTest {
  private static final List<Row> ROWS = TypedRatings.generate(5, 400);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(SplitKind.class)
  void everyRowIsInExactlyOnePart(SplitKind kind) {
    SplitResult result =
        split(TypedRatings.forKind(kind, TypedRatings.typed(ROWS)), SplitConfigs.of(kind));
    List<Long> all = new ArrayList<>();
    List.of(result.paths().train(), result.paths().validation(), result.paths().test())
        .forEach(path -> all.addAll(keysAt(path)));
    List<Long> expected = keys(TypedRatings.typed(ROWS));
    Collections.sort(all);
    Collections.sort(expected);
    assertThat(all).isEqualTo(expected);
    assertThat(result.fingerprint().validation().rows()).isPositive();
    assertThat(read(result.paths().validation()).columns())
        .containsExactly("user", "item", "rating", "time", "row_key");
  }

  @Test
  void fractionsAreMetOnAverage() {
    List<Row> many = TypedRatings.generate(6, 4_000);
    SplitFingerprint parts =
        split(TypedRatings.typed(many), SplitConfigs.of(SplitKind.RANDOM)).fingerprint();
    assertThat(parts.test().rows()).isBetween(700L, 900L);
    assertThat(parts.validation().rows()).isBetween(320L, 480L);
  }

  @Test
  void aRowStaysOnItsSideWhenDataGrows() {
    SplitConfig config = SplitConfigs.of(SplitKind.RANDOM);
    Set<Long> before = new HashSet<>(keysAt(split(typed(0, 200), config).paths().test()));
    Set<Long> after = new HashSet<>(keysAt(split(typed(0, 400), config).paths().test()));
    after.retainAll(new HashSet<>(keys(typed(0, 200))));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void anotherSeedGivesOtherParts() {
    SplitConfig config = SplitConfigs.of(SplitKind.RANDOM);
    SplitConfig other =
        new SplitConfig(
            config.kind(),
            0.2,
            0.1,
            config.testRows(),
            config.validationRows(),
            "user",
            "time",
            43,
            Optional.empty());
    assertThat(split(typed(0, 400), other).fingerprint().test())
        .isNotEqualTo(split(typed(0, 400), config).fingerprint().test());
  }

  @Test
  void equalRowsGoToOnePart() {
    SplitPaths paths = split(typed(0, 400), SplitConfigs.of(SplitKind.RANDOM)).paths();
    assertThat(keysAt(paths.test())).doesNotContainAnyElementsOf(keysAt(paths.train()));
    assertThat(keysAt(paths.validation())).doesNotContainAnyElementsOf(keysAt(paths.train()));
  }

  @Test
  void rareValuesHaveTheSameShareOfEveryPart() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(rating("u" + i, i % 40 == 0 ? "rare" : "usual", 1, i));
    }
    SplitConfig random = SplitConfigs.of(SplitKind.RANDOM);
    SplitConfig stratified =
        new SplitConfig(
            random.kind(),
            0.2,
            0.1,
            random.testRows(),
            random.validationRows(),
            "user",
            "time",
            42,
            Optional.of("item"));
    SplitPaths paths = split(TypedRatings.typed(rows), stratified).paths();
    for (Map.Entry<String, Integer> part :
        Map.of(paths.test(), 2, paths.validation(), 1, paths.train(), 7).entrySet()) {
      assertThat(LocalSpark.session().read().parquet(part.getKey()).where("item = 'rare'").count())
          .isEqualTo(part.getValue().longValue());
    }
  }

  @Test
  void sizesInRowsAreExactWhateverRowsAreEqual() {
    for (int copies : new int[] {1, 3, 50}) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        rows.add(rating("u" + i / copies, "i", 1, 1));
      }
      SplitFingerprint parts =
          split(TypedRatings.typed(rows), SplitConfigs.rows(SplitKind.RANDOM, 31, 17))
              .fingerprint();
      assertThat(parts.test().rows()).isEqualTo(31);
      assertThat(parts.validation().rows()).isEqualTo(17);
      assertThat(parts.train().rows()).isEqualTo(52);
    }
  }

  @Test
  void noGroupIsInTwoParts() {
    for (SplitConfig config :
        List.of(SplitConfigs.of(SplitKind.GROUPED), SplitConfigs.rows(SplitKind.GROUPED, 90, 40))) {
      SplitResult result = split(TypedRatings.typed(ROWS), config);
      Set<String> train = users(result.paths().train());
      Set<String> validation = users(result.paths().validation());
      Set<String> test = users(result.paths().test());
      assertThat(test).isNotEmpty().doesNotContainAnyElementsOf(train);
      assertThat(validation).isNotEmpty().doesNotContainAnyElementsOf(train);
      assertThat(validation).doesNotContainAnyElementsOf(test);
      if (config.sizedInRows()) {
        assertThat(result.fingerprint().test().rows()).isGreaterThanOrEqualTo(90);
        assertThat(result.fingerprint().validation().rows()).isGreaterThanOrEqualTo(40);
      }
    }
  }

  @Test
  void theNewestRowsAreTestAndTheNewestBeforeThemValidation() {
    List<Row> rows = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      rows.add(rating("u", "i" + second, 3, second));
    }
    rows.add(rating("u", "untimed", 3, null));
    SplitPaths paths = split(TypedRatings.typed(rows), SplitConfigs.of(SplitKind.TEMPORAL)).paths();
    assertThat(items(paths.test())).containsExactlyInAnyOrder("i16", "i17", "i18", "i19");
    assertThat(items(paths.validation())).containsExactlyInAnyOrder("i14", "i15");
    assertThat(items(paths.train())).hasSize(15).contains("i13", "i0", "untimed");
  }

  @Test
  void rowsOfOneTimeStayTogether() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(rating("u", "i" + i, 3, i / 5));
    }
    SplitFingerprint parts =
        split(TypedRatings.typed(rows), SplitConfigs.rows(SplitKind.TEMPORAL, 3, 2)).fingerprint();
    assertThat(parts.test().rows()).isEqualTo(5);
    assertThat(parts.validation().rows()).isEqualTo(5);
    assertThat(parts.train().rows()).isEqualTo(10);
  }

  @Test
  void everyGroupLeavesItsLastRowOut() {
    SplitPaths paths =
        split(TypedRatings.typed(threeUsers()), SplitConfigs.of(SplitKind.LEAVE_LAST_OUT)).paths();
    assertThat(items(paths.test())).containsExactlyInAnyOrder("a-newest", "b-newest");
    assertThat(items(paths.validation())).containsExactly("a-second");
    assertThat(items(paths.train()))
        .containsExactlyInAnyOrder("a-oldest", "a-untimed", "b-second", "c-only", "d-1", "d-2");
  }

  @Test
  void leaveLastOutWithoutValidationLeavesOneRowOut() {
    SplitConfig config = SplitConfigs.fractions(SplitKind.LEAVE_LAST_OUT, 0.2, 0);
    SplitPaths paths = split(TypedRatings.typed(threeUsers()), config).paths();
    assertThat(items(paths.validation())).isEmpty();
    assertThat(items(paths.train())).contains("a-second");
  }

  @Test
  void theSourceDecidesAPredefinedTestAndValidationIsTakenFromTrain() {
    Dataset<Row> typed = TypedRatings.forKind(SplitKind.PREDEFINED, TypedRatings.typed(ROWS));
    long test = typed.filter(col("part").equalTo("test")).count();
    SplitResult result = split(typed, SplitConfigs.rows(SplitKind.PREDEFINED, 0, 25));
    assertThat(result.fingerprint().test().rows()).isEqualTo(test);
    assertThat(result.fingerprint().validation().rows()).isEqualTo(25);
    assertThat(keysAt(result.paths().test()))
        .containsExactlyInAnyOrderElementsOf(keys(typed.filter(col("part").equalTo("test"))));
  }

  private static List<Row> threeUsers() {
    return List.of(
        rating("a", "a-oldest", 1, 1),
        rating("a", "a-newest", 1, 9),
        rating("a", "a-second", 1, 5),
        rating("a", "a-untimed", 1, null),
        rating("b", "b-second", 1, 3),
        rating("b", "b-newest", 1, 4),
        rating("c", "c-only", 1, 8),
        rating("d", "d-1", 1, null),
        rating("d", "d-2", 1, null));
  }

  /** The first rows of the sample. */
  private static Dataset<Row> typed(int from, int to) {
    return TypedRatings.typed(ROWS.subList(from, to));
  }

  private SplitResult split(Dataset<Row> typed, SplitConfig config) {
    return Splitter.split(typed, config, SplitPaths.in(folder.toString()));
  }

  private static Dataset<Row> read(String path) {
    return LocalSpark.session().read().parquet(path);
  }

  private static List<Long> keysAt(String path) {
    return keys(read(path));
  }

  private static List<Long> keys(Dataset<Row> rows) {
    return new ArrayList<>(rows.select("row_key").as(Encoders.LONG()).collectAsList());
  }

  private static List<String> items(String path) {
    return read(path).select("item").as(Encoders.STRING()).collectAsList();
  }

  private static Set<String> users(String path) {
    return new HashSet<>(read(path).select("user").as(Encoders.STRING()).collectAsList());
  }
}
