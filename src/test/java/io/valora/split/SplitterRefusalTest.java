package io.valora.split;

import static io.valora.testing.split.TypedRatings.rating;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.split.SplitConfigs;
import io.valora.testing.split.TypedRatings;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitterRefusalTest {
  private static final List<Row> ROWS = TypedRatings.generate(5, 400);

  @TempDir private Path folder;

  @Test
  void aPredefinedSplitNeedsASourceOfTestRows() {
    assertThatThrownBy(() -> split(TypedRatings.typed(ROWS), SplitConfigs.of(SplitKind.PREDEFINED)))
        .hasMessage(
            "Invalid split.kind: predefined"
                + " (must come with a source of test rows: ingest.test-source)");
  }

  @Test
  void sizesInRowsLeaveRowsToTrainOn() {
    assertInvalid(
        SplitConfigs.rows(SplitKind.RANDOM, 390, 10),
        "Invalid split.test-rows: 390"
            + " (must leave rows to train on: test 390 and validation 10 of 400 rows)");
    Dataset<Row> predefined = TypedRatings.forKind(SplitKind.PREDEFINED, TypedRatings.typed(ROWS));
    assertInvalid(
        SplitConfigs.rows(SplitKind.PREDEFINED, 0, 4_000),
        "Invalid split.validation-rows: 4000 (must leave rows to train on: test 0 and validation"
            + " 4000 of %d rows)"
                .formatted(predefined.filter(col("part").equalTo("train")).count()));
  }

  @Test
  void anEmptyTestSplitIsRefused() {
    List<Row> one = List.of(rating("u", "i", 3, null));
    String start = "Cannot split rows: the test split is empty ";
    assertRejected(
        one,
        SplitConfigs.fractions(SplitKind.RANDOM, 1e-9, 0),
        start + "(raise split.test-fraction, or give split.test-rows)");
    assertRejected(
        one,
        SplitConfigs.fractions(SplitKind.GROUPED, 1e-9, 0),
        start + "(raise split.test-fraction, or give split.test-rows)");
    assertRejected(
        one,
        SplitConfigs.of(SplitKind.TEMPORAL),
        start + "(raise split.test-fraction, and check that rows have a time)");
    assertRejected(
        one,
        SplitConfigs.of(SplitKind.LEAVE_LAST_OUT),
        start + "(no user has two rows and a time; choose another split.kind)");
  }

  @Test
  void aPredefinedSplitWithoutTestRowsIsRefused() {
    Dataset<Row> typed = TypedRatings.typed(ROWS).withColumn("part", lit("train"));
    assertThatThrownBy(() -> split(typed, SplitConfigs.of(SplitKind.PREDEFINED)))
        .hasMessage(
            "Cannot split rows: the test split is empty (no row comes from ingest.test-source)");
  }

  @Test
  void anEmptyTrainSplitIsRefused() {
    List<Row> one = List.of(rating("u", "i", 3, 1), rating("u", "j", 3, 1));
    String start = "Cannot split rows: the train split is empty ";
    assertRejected(
        one,
        SplitConfigs.fractions(SplitKind.RANDOM, 0.999999, 0),
        start + "(give more rows than test and validation take)");
    assertRejected(
        one,
        SplitConfigs.fractions(SplitKind.GROUPED, 0.999999, 0),
        start + "(there are too few groups in user)");
    assertRejected(
        one,
        SplitConfigs.fractions(SplitKind.TEMPORAL, 0.5, 0),
        start + "(too many rows share one time)");
  }

  private SplitResult split(Dataset<Row> typed, SplitConfig config) {
    return Splitter.split(typed, config, SplitPaths.in(folder.toString()));
  }

  private void assertInvalid(SplitConfig config, String message) {
    assertThatThrownBy(
            () -> split(TypedRatings.forKind(config.kind(), TypedRatings.typed(ROWS)), config))
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessage(message);
  }

  private void assertRejected(List<Row> rows, SplitConfig config, String message) {
    assertThatThrownBy(() -> split(TypedRatings.typed(rows), config))
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.DATA_REJECTED))
        .hasMessage(message);
  }
}
