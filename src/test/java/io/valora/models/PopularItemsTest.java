package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.model.PairExamples;
import org.junit.jupiter.api.Test;

class PopularItemsTest {
  private static final String JSON =
      """
      {
        "format-version" : 1,
        "items" : [ {
          "item" : "item 0",
          "mean-stars" : 4.0,
          "ratings" : 500
        } ]
      }""";

  @Test
  void popularItemsAreWrittenAndReadBack() {
    assertThat(PairExamples.popular(1).toJson()).isEqualTo(JSON);
    assertThat(PopularItems.fromJson("popular.json", JSON)).isEqualTo(PairExamples.popular(1));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> PopularItems.fromJson("p", JSON.replace("500", "-1")))
        .hasMessage("Cannot read p: items[0].ratings is -1 (must be at least 0)");
    assertThatThrownBy(() -> PopularItems.fromJson("p", JSON.replace("4.0", "null")))
        .hasMessage("Cannot read p: items[0].mean-stars is null (must be a number)");
  }
}
