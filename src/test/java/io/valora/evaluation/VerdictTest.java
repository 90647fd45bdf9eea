package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final double NONE = Double.NaN;

  @Test
  void aModelThatBeatsTheBestBaselineIsToBeUsed() {
    assertThat(rmse(0.9, baselines(1.1, 0.95)))
        .isEqualTo(
            "Use the model: it is better than als, the best baseline (RMSE 0.9000, als 0.9500)");
  }

  @Test
  void aBetterBaselineIsNamed() {
    assertThat(rmse(0.9, baselines(1.1, 0.8)))
        .isEqualTo(
            "Don’t use the model: als, the best baseline, is better (RMSE 0.9000, als 0.8000)");
  }

  @Test
  void aDifferenceWithinTheMarginIsNone() {
    assertThat(rmse(0.9, baselines(1.1, 0.91)))
        .isEqualTo(
            "Model and als, the best baseline, are equally good as far as this test can tell (RMSE"
                + " 0.9000, als 0.9100): the baseline is the simpler one");
  }

  @Test
  void aModelWorseThanTheSimplestBaselineSaysSo() {
    assertThat(rmse(1.2, baselines(1.1, 1.3)))
        .isEqualTo(
            "Don’t use the model: it is no better than mean, the simplest baseline, as far as this"
                + " test can tell (RMSE 1.2000, mean 1.1000)");
    assertThat(rmse(1.1, baselines(1.11, 0.8))).endsWith("(RMSE 1.1000, mean 1.1100, als 0.8000)");
  }

  @Test
  void moreIsBetterWhereTheMetricSaysSo() {
    Verdict verdict =
        new Verdict(
            "accuracy",
            Comparator.reverseOrder(),
            0.9,
            new Interval(0.88, 0.92),
            Map.of("majority-class", 0.5),
            "majority-class");
    assertThat(verdict.sentence()).startsWith("Use the model: it is better than majority-class");
  }

  @Test
  void nothingToCompareWithAndNothingMeasuredAreSaid() {
    assertThat(rmse(0.9, Map.of("mean", NONE)))
        .isEqualTo("No baseline was measured that could tell whether the model is of use");
    assertThat(rmse(NONE, baselines(1, 1)))
        .isEqualTo("Nothing can be said about the model: its RMSE is undefined");
  }

  private static Map<String, Double> baselines(double mean, double als) {
    Map<String, Double> baselines = new LinkedHashMap<>();
    baselines.put("mean", mean);
    baselines.put("als", als);
    return baselines;
  }

  private static String rmse(double value, Map<String, Double> baselines) {
    return new Verdict(
            "RMSE",
            Comparator.naturalOrder(),
            value,
            new Interval(value - 0.02, value + 0.02),
            baselines,
            "mean")
        .sentence();
  }
}
