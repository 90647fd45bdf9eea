package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
  @Test
  void shortTextStaysAsItIs() {
    assertThat(ShownText.of("'señor 12,5 שלום'")).isEqualTo("'señor 12,5 שלום'");
  }

  @Test
  void charactersThatNoLineShowsAreDots() {
    assertThat(ShownText.of("a\r\nb\u0000\u202e\ud800\u2028")).isEqualTo("a··b····");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(ShownText.of("😀".repeat(100))).isEqualTo("😀".repeat(100));
    assertThat(ShownText.of("😀".repeat(101))).isEqualTo("😀".repeat(100) + "…");
  }
}
