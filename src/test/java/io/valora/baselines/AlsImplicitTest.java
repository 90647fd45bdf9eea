package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RankedLists;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import io.valora.testing.baselines.EncodedRows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlsImplicitTest {
  /** Users 1 to 4 rate items 1 to 4 and users 5 to 8 items 5 to 8; each leaves one out. */
  private static final EncodedRows TWO_TASTES = twoTastes();

  private static final AlsImplicit BASELINE =
      new AlsImplicit(new AlsImplicitConfig(2, 10, 0.01, 10), 7);

  @Test
  void theItemThatOnesLikeRatedComesFirst() {
    Dataset<Row> train = TWO_TASTES.dataset();
    try (FittedRanking fitted = BASELINE.fit(train)) {
      RankedLists lists =
          new TopNRecommender(
                  fitted.scorers(),
                  PopularItems.of(train, 8),
                  new RecommendConfig(1, RatedItems.EXCLUDED))
              .listsFor(new Audience(train, train));
      for (Row row : lists.lists().filter("user_index > 0").collectAsList()) {
        int user = row.getInt(0);
        assertThat(row.<Integer>getList(1)).as("user %d", user).containsExactly(user);
      }
      assertThat(lists.lists().filter("user_index > 0").count()).isEqualTo(8);
    }
  }

  @Test
  void oneRatingReachesTheClosedFormSolution() {
    // One user, one item, rank 1: x (c y·y + regularization) = c y with c = 1 + alpha, and the same
    // for y, so that x·y = 1 - regularization / c.
    try (FittedRanking fitted =
        new AlsImplicit(new AlsImplicitConfig(1, 3, 0.4, 15), 7)
            .fit(new EncodedRows().rating(1, 1, 1).dataset())) {
      assertThat((double) score(fitted, 1, 1)).isCloseTo(1 - 0.4 / 4, within(1e-3));
    }
  }

  @Test
  void starsAndUnknownIdsTellNothing() {
    Dataset<Row> train =
        new EncodedRows().rating(1, 1, 1).rating(0, 1, 5).rating(1, 0, 5).dataset();
    try (FittedRanking fitted = BASELINE.fit(train);
        FittedRanking other = BASELINE.fit(new EncodedRows().rating(1, 1, 5).dataset())) {
      assertThat(score(fitted, 1, 1)).isEqualTo(score(other, 1, 1));
      assertThat(score(fitted, 0, 1)).isZero();
      assertThat(score(fitted, 1, 9)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "99999, 1",
    "100000, 2",
    "1000000, 20",
    "1000000000000, 200",
  })
  void blocksFollowTheNumberOfRatings(long ratings, int blocks) {
    assertThat(Als.blocks(ratings)).isEqualTo(blocks);
  }

  @Test
  void noRowsCannotBeFitted() {
    assertThatThrownBy(() -> BASELINE.fit(new EncodedRows().rating(0, 1, 1).dataset()))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot fit a baseline: the train split has no rows");
  }

  private static float score(FittedRanking fitted, int user, int item) {
    float[] scores = new float[1];
    fitted.scorers().open().score(new int[] {user}, new int[] {item}, 1, scores);
    return scores[0];
  }

  private static EncodedRows twoTastes() {
    EncodedRows rows = new EncodedRows();
    for (int user = 1; user <= 8; user++) {
      for (int item = 1; item <= 8; item++) {
        if (user != item && (user <= 4) == (item <= 4)) {
          rows.rating(user, item, 1);
        }
      }
    }
    return rows;
  }
}
