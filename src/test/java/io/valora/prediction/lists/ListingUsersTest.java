package io.valora.prediction.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.PairScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class ListingUsersTest {
  @Test
  void noCallOfTheScorerHasPairsOfTwoUsers() {
    List<int[]> calls = new ArrayList<>();
    PairScorer scorer =
        (users, items, length, stars) -> {
          calls.add(Arrays.copyOf(users, length));
          for (int pair = 0; pair < length; pair++) {
            stars[pair] = items[pair];
          }
        };
    List<Row> users = List.of(user(7), user(3, 5), user(9));
    ListingUsers listing = new ListingUsers(users.iterator(), scorer, 5, 2);
    List<Row> lists = new ArrayList<>();
    listing.forEachRemaining(lists::add);
    assertThat(calls)
        .containsExactly(
            new int[] {7, 7, 7, 7, 7}, new int[] {3, 3, 3, 3}, new int[] {9, 9, 9, 9, 9});
    assertThat(lists).extracting(row -> row.getInt(0)).containsExactly(7, 3, 9);
    assertThat((Integer[]) lists.get(1).get(1)).containsExactly(4, 3);
  }

  private static Row user(int index, Integer... rated) {
    return RowFactory.create(
        index, JavaConverters.asScalaBuffer(new ArrayList<>(List.of(rated))).toSeq());
  }
}
