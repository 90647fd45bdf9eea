package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopularityBandsTest {
  private final PopularityBands bands =
      new PopularityBands(
          new PopularItems(
              IntStream.rangeClosed(1, PopularItems.MOST)
                  .mapToObj(rank -> new PopularItem("item " + rank, 3, 2000 - rank))
                  .toList()));

  @Test
  void bandsAreOfTheRankAmongThePopularItems() {
    assertThat(List.of(1, 10, 11, 100, 101, 1000))
        .extracting(rank -> bands.band("item " + rank, 7))
        .containsExactly("1-10", "1-10", "11-100", "11-100", "101-1000", "101-1000");
  }

  @Test
  void aKnownItemThatIsNotPopularIsBeyondThem() {
    assertThat(bands.band("item 1001", 1)).isEqualTo("beyond-1000");
  }

  @Test
  void anItemThatTrainDoesNotKnowIsUnknown() {
    assertThat(bands.band("item 1001", Ids.UNKNOWN)).isEqualTo("unknown");
    assertThat(PopularityBands.NAMES).last().isEqualTo("unknown");
  }
}
