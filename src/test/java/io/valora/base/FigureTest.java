package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void usualNumbersHaveFourDecimals() {
    assertThat(Figure.of(0.91234)).isEqualTo("0.9123");
    assertThat(Figure.of(-1234567)).isEqualTo("-1234567.0000");
    assertThat(Figure.of(0)).isEqualTo("0.0000");
  }

  @Test
  void tinyAndHugeNumbersKeepFourSignificantDigits() {
    assertThat(Figure.of(3.14159e-7)).isEqualTo("3.142e-07");
    assertThat(Figure.of(-0.00123456)).isEqualTo("-1.235e-03");
    assertThat(Figure.of(2.5e12)).isEqualTo("2.500e+12");
  }

  @Test
  void whatIsNoNumberIsUndefined() {
    assertThat(Figure.of(Double.NaN)).isEqualTo("undefined");
    assertThat(Figure.of(Double.NEGATIVE_INFINITY)).isEqualTo("undefined");
  }
}
