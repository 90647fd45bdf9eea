package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.evaluation.ranking.RankingEvaluation;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RankedLists;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import io.valora.testing.baselines.EncodedRows;
import io.valora.testing.baselines.MovieLensSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * MovieLens 100K with each user's newest rating for the test, of equally new ones the last in the
 * file; lists leave out what the user rated before.
 */
@EnabledIfEnvironmentVariable(
    named = "MOVIELENS_100K",
    matches = ".+",
    disabledReason = "MOVIELENS_100K doesn't name the folder of u.data")
class MovieLensRankingTest {
  private static final int ITEMS = 1682;
  private static final RecommendConfig LISTS = new RecommendConfig(10, RatedItems.EXCLUDED);

  private static Dataset<Row> seen;
  private static Dataset<Row> test;

  @BeforeAll
  static void leaveTheNewestOut() throws IOException {
    List<int[]> rows = new ArrayList<>();
    try (var lines = Files.lines(Path.of(System.getenv("MOVIELENS_100K"), "u.data"))) {
      lines
          .map(line -> Arrays.stream(line.split("\t")).mapToInt(Integer::parseInt).toArray())
          .forEach(row -> rows.add(0, row));
    }
    rows.sort(Comparator.comparingInt(row -> -row[3]));
    EncodedRows older = new EncodedRows();
    EncodedRows newest = new EncodedRows();
    Set<Integer> users = new HashSet<>();
    for (int[] row : rows) {
      (users.add(row[0]) ? newest : older).rating(row[0], row[1], row[2]);
    }
    seen = older.dataset().cache();
    test = newest.dataset().cache();
  }

  @AfterAll
  static void forget() {
    seen.unpersist();
    test.unpersist();
  }

  @Test
  void popularItemsFindEveryTwelfthTestItem() {
    RankingMetrics found = measured(PopularItems.of(seen, ITEMS).listsFor(audience(), LISTS));

    assertThat(found.users()).isEqualTo(943);
    assertThat(found.recall()).isCloseTo(0.086, within(0.001));
    assertThat(found.ndcg()).isCloseTo(0.045, within(0.001));
  }

  @Test
  void implicitFactorsFindMoreAndDifferMoreFromUserToUser() {
    RatingBaselinesConfig defaults = MovieLensSplit.DEFAULTS;
    PopularItems popular = PopularItems.of(seen, ITEMS);
    RankingMetrics byPopularity = measured(popular.listsFor(audience(), LISTS));

    try (FittedRanking fitted = new AlsImplicit(defaults.alsImplicit(), 1).fit(seen)) {
      RankingMetrics found =
          measured(new TopNRecommender(fitted.scorers(), popular, LISTS).listsFor(audience()));
      assertThat(found.recall()).isBetween(0.125, 0.165);
      assertThat(found.ndcg()).isBetween(0.066, 0.09);
      assertThat(found.diversity().meanOverlap())
          .isLessThan(byPopularity.diversity().meanOverlap() / 2);
      assertThat(found.diversity().distinctItems())
          .isGreaterThan(2 * byPopularity.diversity().distinctItems());
      assertThat(found.diversity().gini()).isLessThan(byPopularity.diversity().gini());
    }
  }

  private static Audience audience() {
    return new Audience(test, seen);
  }

  private static RankingMetrics measured(RankedLists lists) {
    return new RankingEvaluation(ITEMS, 10, 0).of(lists.lists().cache(), test);
  }
}
