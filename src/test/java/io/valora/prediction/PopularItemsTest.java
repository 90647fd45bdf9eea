package io.valora.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.prediction.Pairs;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PopularItemsTest {
  private static final Pairs TRAIN =
      Pairs.none().add(1, 4).add(2, 4).add(3, 4).add(1, 2).add(2, 5).add(3, 0);

  @Test
  void theMostRatedComeFirstAndTheLowerIndexOnATie() {
    assertThat(PopularItems.of(TRAIN.dataset(), 6).best(3)).containsExactly(4, 2, 5);
  }

  @Test
  void itemsWithoutRatingsComeLastAndUnknownOnesNever() {
    PopularItems popular = PopularItems.of(TRAIN.dataset(), 6);

    assertThat(popular.best(100)).containsExactly(4, 2, 5, 1, 3, 6);
    assertThat(popular.catalogItems()).isEqualTo(6);
  }

  @Test
  void listsLeaveOutWhatTheUserRated() {
    assertThat(itemsOfUserOne(RatedItems.EXCLUDED)).containsExactly(5, 1, 3);
    assertThat(itemsOfUserOne(RatedItems.KEPT)).containsExactly(4, 2, 5);
  }

  private static List<Integer> itemsOfUserOne(RatedItems policy) {
    Audience audience = new Audience(Pairs.users(1, 1).dataset(), TRAIN.dataset());
    Row list =
        PopularItems.of(TRAIN.dataset(), 6)
            .listsFor(audience, new RecommendConfig(3, policy))
            .lists()
            .first();
    return list.getList(1);
  }
}
