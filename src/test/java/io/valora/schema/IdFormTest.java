package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "12 | 12.0",
        "12 | 12.000",
        "-3 | ~ -3.0 ~",
        "The Fight | the  fight",
        "caf\u00e9 | cafe\u0301",
        "~a~ | ~a\u00a0~",
        "x | x\u200b",
        "usera | User A"
      })
  void idsThatPeopleTakeForTheSameHaveOneForm(String one, String other) {
    assertThat(IdForm.of(one)).isEqualTo(IdForm.of(other));
  }

  @ParameterizedTest
  @CsvSource({"12,12.5", "012,12", "12,120", "a.0,a", "ab,ba", "v1.0,v1"})
  void othersHaveTheirOwn(String one, String other) {
    assertThat(IdForm.of(one)).isNotEqualTo(IdForm.of(other));
  }

  @Test
  void aPlainIdIsItsOwnForm() {
    String characters = "ab19-._ AZ\u00e9\u0301\u00a0\u200b\u00c9+";
    Random random = new Random(7);
    int plain = 0;
    for (int i = 0; i < 5_000; i++) {
      String id =
          random
              .ints(1 + random.nextInt(4), 0, characters.length())
              .mapToObj(at -> characters.substring(at, at + 1))
              .collect(Collectors.joining());
      assertThat(IdForm.of(id).equals(id) || !IdForm.isPlain(id)).as(id).isTrue();
      plain += IdForm.isPlain(id) ? 1 : 0;
    }
    assertThat(plain).isBetween(100, 4_900);
  }

  @Test
  void wholeNumbersWithDecimalsAreTold() {
    assertThat(IdForm.hasDecimals("12.0")).isTrue();
    assertThat(IdForm.hasDecimals("12")).isFalse();
    assertThat(IdForm.hasDecimals("12.5")).isFalse();
  }
}
