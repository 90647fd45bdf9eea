package io.valora.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.model.PairScorerFactory;
import io.valora.prediction.lists.UserLists;
import io.valora.testing.prediction.Pairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopNRecommenderTest {
  private static final HashedStars STARS = new HashedStars(5);

  @ParameterizedTest
  @CsvSource({"1, EXCLUDED", "3, EXCLUDED", "7, KEPT"})
  void listsAreThoseOfBruteForce(int partitions, RatedItems policy) {
    Pairs rated = Pairs.random(23, 40, 5);
    Audience audience =
        new Audience(Pairs.users(1, 23).dataset().repartition(partitions), rated.dataset());
    RecommendConfig config = new RecommendConfig(6, policy);

    Map<Integer, List<Integer>> found = lists(recommend(STARS, 40, config, audience));

    assertThat(found).hasSize(23);
    Pairs excluded = policy == RatedItems.EXCLUDED ? rated : Pairs.none();
    found.forEach(
        (user, items) ->
            assertThat(items).as("user %d", user).isEqualTo(bruteForce(user, 40, 6, excluded)));
  }

  @Test
  void aCatalogThatNeedsSeveralCallsPerUserIsRankedWhole() {
    int items = 2 * UserLists.PAIRS + 17;
    Audience audience = new Audience(Pairs.users(1, 2).dataset(), Pairs.none().dataset());
    HashedStars manyStars = new HashedStars(1000);

    Map<Integer, List<Integer>> found =
        lists(recommend(manyStars, items, new RecommendConfig(50, RatedItems.KEPT), audience));

    assertThat(found.get(2)).isEqualTo(best(manyStars, 2, items, 50, Pairs.none()));
  }

  @Test
  void aUserWhoRatedEverythingGetsAnEmptyList() {
    Pairs rated = Pairs.none().add(1, 1).add(1, 2).add(1, 3).add(2, 1);
    Audience audience = new Audience(Pairs.users(1, 2).dataset(), rated.dataset());

    RankedLists found = recommend(STARS, 3, new RecommendConfig(2, RatedItems.EXCLUDED), audience);

    assertThat(lists(found).get(1)).isEmpty();
    assertThat(lists(found).get(2)).hasSize(2).doesNotContain(1);
    assertThat(found.rows().filter("user_index = 1").count()).isZero();
  }

  @Test
  void moreItemsThanTheCatalogHasAreNotListed() {
    Audience audience = new Audience(Pairs.users(1, 1).dataset(), Pairs.none().dataset());

    Map<Integer, List<Integer>> found =
        lists(recommend(STARS, 4, new RecommendConfig(10, RatedItems.EXCLUDED), audience));

    assertThat(found.get(1)).isEqualTo(bruteForce(1, 4, 10, Pairs.none())).hasSize(4);
  }

  @Test
  void aUserWhoOccursOftenGetsOneList() {
    Dataset<Row> users = Pairs.none().add(4, 1).add(4, 2).add(4, 3).dataset();

    RankedLists found =
        recommend(
            STARS,
            9,
            new RecommendConfig(2, RatedItems.KEPT),
            new Audience(users, Pairs.none().dataset()));

    assertThat(found.lists().count()).isEqualTo(1);
  }

  @Test
  void unknownUsersGetWhatIsPopularWithoutScores() {
    Pairs rated = Pairs.none().add(1, 3).add(2, 3).add(1, 2);
    Audience audience = new Audience(Pairs.users(0, 1).dataset(), rated.dataset());
    PopularItems popular = PopularItems.of(rated.dataset(), 5);
    RecommendConfig config = new RecommendConfig(3, RatedItems.EXCLUDED);

    RankedLists found = new TopNRecommender(STARS, popular, config).listsFor(audience);

    assertThat(lists(found).get(0)).containsExactly(3, 2, 1);
    assertThat(found.rows().filter("user_index = 0 and score is null").count()).isEqualTo(3);
    assertThat(lists(found).get(1)).isEqualTo(bruteForce(1, 5, 3, rated));
  }

  @Test
  void rowsHaveRanksFromOneAndTheScoresOfTheirItems() {
    Audience audience = new Audience(Pairs.users(1, 3).dataset(), Pairs.none().dataset());

    List<Row> rows =
        recommend(STARS, 30, new RecommendConfig(4, RatedItems.KEPT), audience)
            .rows()
            .orderBy("user_index", "rank")
            .collectAsList();

    assertThat(rows).hasSize(12);
    for (int at = 0; at < 12; at++) {
      Row row = rows.get(at);
      int user = row.getAs("user_index");
      int item = row.getAs("item_index");
      assertThat(row.<Integer>getAs("rank")).isEqualTo(at % 4 + 1);
      assertThat(item).isEqualTo(bruteForce(user, 30, 4, Pairs.none()).get(at % 4));
      assertThat(row.<Float>getAs("score")).isEqualTo(STARS.stars(user, item));
    }
  }

  @Test
  void aScoreThatIsNoNumberFailsByName() {
    PairScorerFactory broken = () -> (users, items, length, stars) -> Arrays.fill(stars, Float.NaN);
    Audience audience = new Audience(Pairs.users(7, 7).dataset(), Pairs.none().dataset());
    RankedLists lists = recommend(broken, 3, new RecommendConfig(2, RatedItems.KEPT), audience);

    assertThatThrownBy(() -> lists.lists().collectAsList())
        .satisfies(
            thrown ->
                assertThat(JobException.in(thrown).orElseThrow())
                    .hasMessage(
                        "Cannot recommend: the score of user index 7 and item index 1 is not a"
                            + " number"));
  }

  private static RankedLists recommend(
      PairScorerFactory scorers, int items, RecommendConfig config, Audience audience) {
    PopularItems popular = PopularItems.of(Pairs.none().dataset(), items);
    return new TopNRecommender(scorers, popular, config).listsFor(audience);
  }

  private static List<Integer> bruteForce(int user, int items, int most, Pairs excluded) {
    return best(STARS, user, items, most, excluded);
  }

  private static List<Integer> best(
      HashedStars stars, int user, int items, int most, Pairs excluded) {
    Comparator<Integer> highestFirst = Comparator.comparing(item -> -stars.stars(user, item));
    return IntStream.rangeClosed(1, items)
        .boxed()
        .filter(item -> !excluded.contains(user, item))
        .sorted(highestFirst.thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  private static Map<Integer, List<Integer>> lists(RankedLists lists) {
    Map<Integer, List<Integer>> found = new TreeMap<>();
    for (Row row : lists.lists().collectAsList()) {
      found.put(row.getAs("user_index"), new ArrayList<>(row.getList(row.fieldIndex("items"))));
    }
    return found;
  }
}
