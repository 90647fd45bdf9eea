package io.valora.split;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.testing.split.SplitConfigs;
import io.valora.testing.split.TypedRatings;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldsTest {
  private static final int FOLDS = 4;
  private static final List<Row> ROWS = TypedRatings.generate(5, 900);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SplitKind.class,
      names = {"RANDOM", "GROUPED", "PREDEFINED"})
  void everyRowScoresOnceAndIsTrainedOnOrWatchedElsewhere(SplitKind kind) {
    TreeMap<Long, Integer> scored = new TreeMap<>();
    for (int number = 0; number < FOLDS; number++) {
      Dataset<Row> fold = fold(kind, number);
      assertThat(fold.filter(part("train")).count()).isGreaterThan(400);
      assertThat(fold.filter(part("validation")).count()).isBetween(20L, 250L);
      keys(fold.filter(part("test"))).forEach(key -> scored.merge(key, 1, Integer::sum));
      assertThat(fold.count()).isEqualTo(900);
    }
    assertThat(scored.keySet()).isEqualTo(keys(TypedRatings.typed(ROWS)));
    assertThat(scored.values()).containsOnly(1);
  }

  @Test
  void groupsStayWhole() {
    for (int number = 0; number < FOLDS; number++) {
      Dataset<Row> fold = fold(SplitKind.GROUPED, number);
      assertThat(
              fold.groupBy("user")
                  .agg(org.apache.spark.sql.functions.countDistinct("split-part").as("parts"))
                  .filter(col("parts").gt(1))
                  .count())
          .isZero();
    }
  }

  @Test
  void foldsOfTimeScoreLaterRowsThanTheyTrainOn() {
    long before = 0;
    for (int number = 0; number < FOLDS; number++) {
      Dataset<Row> fold = fold(SplitKind.TEMPORAL, number).filter(col("time").isNotNull());
      long train = times(fold, "train").last();
      TreeSet<Long> stopping = times(fold, "validation");
      TreeSet<Long> scored = times(fold, "test");
      assertThat(stopping.first()).isGreaterThan(train);
      assertThat(scored.first()).isGreaterThan(stopping.last());
      assertThat(times(fold, "later").isEmpty()).isEqualTo(number == FOLDS - 1);
      assertThat(train).isGreaterThan(before);
      before = train;
    }
  }

  @Test
  void foldsOfLastRowsScoreOneRowOfAGroup() {
    for (int number = 0; number < FOLDS; number++) {
      Dataset<Row> fold = fold(SplitKind.LEAVE_LAST_OUT, number);
      Dataset<Row> scored = fold.filter(part("test")).select("user", "time").distinct();
      assertThat(scored.count()).isGreaterThan(20);
      Dataset<Row> older =
          fold.filter(col("split-part").isin("train", "validation"))
              .filter(col("time").isNotNull())
              .as("a")
              .join(scored.as("s"), "user")
              .filter(col("a.time").gt(col("s.time")));
      assertThat(older.count()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(SplitKind.class)
  void foldsDependOnTheRowsAlone(SplitKind kind) {
    Dataset<Row> once = fold(kind, 1);
    Dataset<Row> again =
        Folds.assign(
            TypedRatings.shuffled(ROWS, 3, 7), SplitConfigs.of(kind), new Fold(1, FOLDS, 0.2));
    assertThat(Fingerprints.of(again)).isEqualTo(Fingerprints.of(once));
  }

  @ParameterizedTest
  @EnumSource(SplitKind.class)
  void keysOfTheRowsThatScoreAreNotTrainedOn(SplitKind kind) {
    Dataset<Row> fold = fold(kind, 1);
    assertThat(keys(fold.filter(part("test"))))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(keys(fold.filter(part("train"))))
        .doesNotContainAnyElementsOf(keys(fold.filter(part("validation"))));
  }

  @Test
  void writtenFoldHasItsParts() {
    FoldPaths paths = new FoldPaths(folder.resolve("fold").toString());
    Dataset<Row> typed = TypedRatings.typed(ROWS);
    FoldRows rows =
        Folds.write(typed, SplitConfigs.of(SplitKind.RANDOM), new Fold(0, FOLDS, 0.2), paths);

    assertThat(rows.train() + rows.stopping() + rows.scored()).isEqualTo(900);
    assertThat(typed.sparkSession().read().parquet(paths.train()).count()).isEqualTo(rows.train());
    assertThat(typed.sparkSession().read().parquet(paths.stopping()).count())
        .isEqualTo(rows.stopping());
    assertThat(typed.sparkSession().read().parquet(paths.scored()).count())
        .isEqualTo(rows.scored());
  }

  @Test
  void foldWithoutRowsIsRefused() {
    Dataset<Row> one = TypedRatings.typed(List.of(TypedRatings.rating("u", "i", 3, 1)));
    FoldPaths paths = new FoldPaths(folder.resolve("none").toString());

    assertThatThrownBy(
            () -> Folds.write(one, SplitConfigs.of(SplitKind.GROUPED), new Fold(0, 2, 0), paths))
        .isInstanceOf(JobException.class)
        .hasMessageMatching(
            "Cannot make folds: fold 1 of 2 has \\d rows to train on and \\d to score \\(lower tuning.folds\\)");
    assertThatThrownBy(
            () -> Folds.write(one, SplitConfigs.of(SplitKind.TEMPORAL), new Fold(0, 5, 0), paths))
        .hasMessage(
            "Cannot make folds: 1 rows with a time are too few for 5 folds (lower tuning.folds)");
  }

  private static Dataset<Row> fold(SplitKind kind, int number) {
    return Folds.assign(
        TypedRatings.typed(ROWS), SplitConfigs.of(kind), new Fold(number, FOLDS, 0.2));
  }

  private static org.apache.spark.sql.Column part(String name) {
    return col("split-part").equalTo(name);
  }

  private static TreeSet<Long> keys(Dataset<Row> rows) {
    TreeSet<Long> keys = new TreeSet<>();
    rows.select("row_key").collectAsList().forEach(row -> keys.add(row.getLong(0)));
    return keys;
  }

  private static TreeSet<Long> times(Dataset<Row> rows, String part) {
    TreeSet<Long> times = new TreeSet<>();
    rows.filter(part(part))
        .select("time")
        .collectAsList()
        .forEach(row -> times.add(row.getTimestamp(0).getTime()));
    return times;
  }
}
