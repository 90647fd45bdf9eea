package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowLossTest {
  @Test
  void numbersLoseTheirSquaredOrRelativeError() {
    assertThat(RowLoss.ofNumbers("rmse").of(4, 1)).isEqualTo(9);
    assertThat(RowLoss.ofNumbers("mae").of(4, 1)).isEqualTo(9);
    assertThat(RowLoss.ofNumbers("mape").of(4, 1)).isEqualTo(0.75);
  }

  @Test
  void classesLoseWhereTheMetricCountsThem() {
    double threshold = 0.3;
    assertThat(RowLoss.ofClasses("accuracy", threshold).of(0, 0.25)).isZero();
    assertThat(RowLoss.ofClasses("f1", threshold).of(0, 0.75)).isEqualTo(0.75);
    assertThat(RowLoss.ofClasses("precision", threshold).of(0, 0.75)).isEqualTo(0.75);
    assertThat(RowLoss.ofClasses("precision", threshold).of(1, 0.25)).isZero();
    assertThat(RowLoss.ofClasses("recall", threshold).of(1, 0.25)).isEqualTo(0.75);
    assertThat(RowLoss.ofClasses("recall", threshold).of(0, 0.75)).isZero();
    assertThat(RowLoss.ofClasses("log-loss", threshold).of(0, 0.25)).isEqualTo(0.25);
  }
}
