package io.valora.split;

import static io.valora.testing.split.TypedRatings.rating;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.split.TypedRatings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LeakReportTest {
  private static final Dataset<Row> TRAIN =
      TypedRatings.typed(
          List.of(
              rating("a", "x", 1, 1),
              rating("a", "x", 1, 2),
              rating("a", "y", 2, 3),
              rating("b", "x", 3, 4),
              rating(null, "x", 3, 4)));

  private static final Dataset<Row> TEST =
      TypedRatings.typed(
          List.of(
              rating("a", "x", 1, 9),
              rating("a", "x", 5, 9),
              rating("a", "x", 5, 9),
              rating("b", "y", 2, 9),
              rating("c", "y", 2, 9),
              rating("c", "z", 2, 9),
              rating("d", "x", 2, 9),
              rating(null, "x", 3, 9)));

  @Test
  void countsWhatTestSharesWithTrainAndWhatTrainNeverSaw() {
    assertThat(LeakReport.of(TRAIN, TEST, LeakKeys.RATINGS))
        .isEqualTo(
            new LeakReport(
                8, 4, 2, List.of(new UnseenIds("user", 2, 3), new UnseenIds("item", 1, 1))));
  }

  @Test
  void nothingIsUnseenWhereNoColumnIsAnId() {
    LeakKeys keys = new LeakKeys(List.of("item"), "rating", List.of());
    assertThat(LeakReport.of(TRAIN, TEST, keys)).isEqualTo(new LeakReport(8, 7, 4, List.of()));
  }

  @Test
  void anEmptyTestLeaksNothing() {
    LeakReport report = LeakReport.of(TRAIN, TEST.limit(0), LeakKeys.RATINGS);
    assertThat(report.counts().values()).containsOnly(0L);
  }

  @Test
  void namesItsCountsInOrder() {
    LeakReport report = new LeakReport(8, 4, 2, List.of(new UnseenIds("user", 2, 3)));
    assertThat(report.counts())
        .containsExactly(
            Map.entry("test-rows", 8L),
            Map.entry("same-input", 4L),
            Map.entry("same-input-and-target", 2L),
            Map.entry("unseen-user", 2L),
            Map.entry("rows-of-unseen-user", 3L));
  }
}
