package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.model.PairExamples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairModelTest {
  private final PairModel model = PairExamples.model(Optional.empty()).build();

  @Test
  void aRowIsPredictedFromRawCells() {
    assertThat(stars(" ANA ", "salt")).isEqualTo(4.5);
    assertThat(stars("bo", "fish")).isEqualTo(1.5);
  }

  @Test
  void starsAreClippedToTheRangeOfTrainAndScoresAreNot() {
    assertThat(stars("ana", "tea")).isEqualTo(5);
    assertThat(model.scores("ana", List.of("tea", "salt", "nothing"))).containsExactly(7, 4.5, 4);
  }

  @Test
  void unknownIdsHaveAnEmbeddingOfTheirOwn() {
    assertThat(stars("carl", "salt")).isEqualTo(3.5);
    assertThat(stars("ana", "wine")).isEqualTo(4);
    assertThat(model.knowsUser("ana")).isTrue();
    assertThat(model.knowsUser("carl")).isFalse();
    assertThat(model.knowsItem("tea")).isTrue();
    assertThat(model.knowsItem("wine")).isFalse();
  }

  @Test
  void aRowWithoutAnIdIsRefused() {
    assertThatThrownBy(() -> model.predict(Map.of("item", "tea")))
        .isInstanceOf(JobException.class)
        .hasMessage("Invalid row: user is missing (must be a string)");
    assertThatThrownBy(() -> model.user(" "))
        .hasMessage("Invalid row: user is missing (must be a string)");
    assertThatThrownBy(() -> model.item(""))
        .hasMessage("Invalid row: item is missing (must be a string)");
    assertThat(model.user(" Bo ")).isEqualTo("bo");
  }

  @Test
  void aListIsOrderedByScoreAndThenByIndex() {
    assertThat(model.topN("ana", 3, Set.of()))
        .containsExactly(
            new ItemStars("tea", 5), new ItemStars("salt", 4.5), new ItemStars("soup", 4.5));
    assertThat(model.topN("ana", 9, Set.of("tea", "never seen")))
        .extracting(ItemStars::item)
        .containsExactly("salt", "soup", "fish");
    assertThat(model.topN("ana", 9, Set.of("fish", "salt", "soup", "tea"))).isEmpty();
  }

  @Test
  void aRankingNetworkOrdersAndTheOtherShowsItsStars() {
    PairModel ranked = PairExamples.model(Optional.of(PairExamples.opposite())).build();

    assertThat(ranked.topN("bo", 2, Set.of()))
        .containsExactly(new ItemStars("fish", 1.5), new ItemStars("salt", 2.5));
  }

  @Test
  void anUnknownUserGetsPopularItems() {
    assertThat(model.topN("carl", 2, Set.of("item 0")))
        .containsExactly(new ItemStars("item 1", 3.99), new ItemStars("item 2", 3.98));
    PairModel many =
        PairExamples.model(Optional.empty()).popular(PairExamples.popular(300)).build();
    assertThat(many.topN("carl", 2, Set.of())).hasSize(2);
    assertThat(many.popular(250)).hasSize(250);
  }

  @Test
  void whatAUserRatedIsAskedForWithItsIndex() {
    assertThat(model.rated("bo")).containsExactly(new ItemStars("bo2", 4));
    assertThat(model.rated("carl")).containsExactly(new ItemStars("carl0", 4));
  }

  @Test
  void anAnswerThatIsNoFiniteNumberIsRefused() {
    for (float bias : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      PairModel broken =
          new PairModel.Builder(
                  PairExamples.signature(),
                  new PairModel.Networks(
                      PairExamples.biases(0, 0, 0, 0, 0, 0, 0, 0, bias), Optional.empty()))
              .users(PairExamples.USERS)
              .items(PairExamples.ITEMS)
              .build();
      String message = "Cannot predict: the answer is not a finite number (%s)".formatted(bias);

      assertThatThrownBy(() -> broken.predict(Map.of("user", "ana", "item", "tea")))
          .hasMessage(message)
          .extracting(failure -> ((JobException) failure).outcome())
          .isEqualTo(Outcome.UNEXPECTED);
      assertThatThrownBy(() -> broken.topN("ana", 1, Set.of())).hasMessage(message);
    }
  }

  @Test
  void idsMustFitTheTables() {
    assertThatThrownBy(
            () -> PairExamples.model(Optional.empty()).users(Ids.of(List.of("ana"))).build())
        .hasMessage("The network's tables have [3, 5] rows (must be [2, 5])");
  }

  private double stars(String user, String item) {
    return model.predict(Map.of("user", user, "item", item)).value();
  }
}
