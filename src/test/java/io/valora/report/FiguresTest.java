package io.valora.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void countsHaveThousandsSeparators() {
    assertThat(Figures.count(0)).isEqualTo("0");
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.count(-1200)).isEqualTo("−1,200");
    assertThat(Figures.counted(1, "user")).isEqualTo("1 user");
    assertThat(Figures.counted(2, "user")).isEqualTo("2 users");
    assertThat(Figures.inWords(12)).isEqualTo("twelve");
    assertThat(Figures.inWords(13)).isEqualTo("13");
  }

  @Test
  void decimalsAreRoundedAndNegativeZeroIsZero() {
    assertThat(Figures.score(0.93049)).isEqualTo("0.930");
    assertThat(Figures.score(-0.0004)).isEqualTo("0.000");
    assertThat(Figures.score(-0.0006)).isEqualTo("−0.001");
    assertThat(Figures.stars(4.899)).isEqualTo("4.90");
  }

  @Test
  void givenNumbersKeepOnlyTheDecimalsTheyNeed() {
    assertThat(Figures.given(4)).isEqualTo("4");
    assertThat(Figures.given(3.5)).isEqualTo("3.5");
    assertThat(Figures.given(3.25)).isEqualTo("3.25");
    assertThat(Figures.given(-0.5)).isEqualTo("−0.5");
    assertThat(Figures.given(100)).isEqualTo("100");
  }

  @Test
  void percentagesAreAsPreciseAsTheyAreSmall() {
    assertThat(Figures.percent(0.5249)).isEqualTo("52%");
    assertThat(Figures.percent(0.0823)).isEqualTo("8.2%");
    assertThat(Figures.percent(0.0997)).isEqualTo("10%");
    assertThat(Figures.percent(0.0001)).isEqualTo("less than 0.1%");
    assertThat(Figures.percent(0)).isEqualTo("0%");
    assertThat(Figures.tenths(0.2751)).isEqualTo("27.5%");
    assertThat(Figures.share(1, 4)).isEqualTo("25%");
  }

  @Test
  void undefinedIsADash() {
    assertThat(Figures.score(Double.NaN)).isEqualTo("undefined");
    assertThat(Figures.given(Double.NaN)).isEqualTo("undefined");
    assertThat(Figures.tenths(Double.NEGATIVE_INFINITY)).isEqualTo("undefined");
    assertThat(Figures.percent(Double.NaN)).isEqualTo("undefined");
    assertThat(Figures.share(0, 0)).isEqualTo("undefined");
  }

  @Test
  void momentsAreInUtc() {
    assertThat(Figures.moment(Instant.parse("2025-01-02T23:04:59Z")))
        .isEqualTo("2 January 2025, 23:04 UTC");
  }
}
