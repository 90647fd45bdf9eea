package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizerTest {
  private static final String SPACES = " \t\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u2060\ufeff";
  private static final String INVISIBLE =
      "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff"
          + "\ufff9\ufffb";
  private static final List<String> ALPHABET =
      List.of(
          "a",
          "E",
          "\u0301",
          "\u00e9",
          " ",
          "\u00a0",
          "\u200b",
          "\u200d",
          "\ud83d\ude00",
          "\u0645");

  @Test
  void trimTakesEveryKindOfSpaceOffBothEnds() {
    for (char blank : SPACES.toCharArray()) {
      assertThat(Normalizer.TRIM.apply(blank + "a" + blank + "b" + blank + blank))
          .isEqualTo("a" + blank + "b");
      assertThat(Normalizer.TRIM.apply(String.valueOf(blank))).isEmpty();
    }
    assertThat(Normalizer.TRIM.apply("nul\0")).isEqualTo("nul\0");
  }

  @Test
  void unicodeComposesAndTakesInvisibleCharactersOut() {
    assertThat(Normalizer.UNICODE.apply("cafe\u0301")).isEqualTo("caf\u00e9");
    assertThat(Normalizer.UNICODE.apply("e\u200b\u0301")).isEqualTo("\u00e9");
    for (char one : INVISIBLE.toCharArray()) {
      assertThat(Normalizer.UNICODE.apply(one + "ali" + one + "ce" + one)).isEqualTo("alice");
    }
  }

  @Test
  void unicodeKeepsTheJoinersThatShapeSomething() {
    List<String> kept =
        List.of(
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "\u2764\ufe0f\u200d\ud83d\udd25",
            "\ud83d\udc69\ud83c\udffd\u200d\u2695\ufe0f",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0915\u094d\u200d\u0937");
    for (String text : kept) {
      assertThat(Normalizer.UNICODE.apply(text)).isEqualTo(text);
    }
  }

  @Test
  void everyNormalizerChangesNothingTheSecondTime() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
      }
      for (Normalizer one : Normalizer.values()) {
        String once = one.apply(text.toString());
        assertThat(one.apply(once)).as("%s of %s", one, text).isEqualTo(once);
      }
    }
  }
}
