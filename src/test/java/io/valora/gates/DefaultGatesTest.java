package io.valora.gates;

import static io.valora.gates.GateVerdict.FAILED;
import static io.valora.gates.GateVerdict.NOT_JUDGED;
import static io.valora.gates.GateVerdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.KeyedHash;
import io.valora.evaluation.ConstantComparison;
import io.valora.evaluation.ConstantState;
import io.valora.evaluation.Interval;
import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.RocPoint;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingMetrics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DefaultGatesTest {
  @Test
  void modelThatIsWorseThanTheMeanByItsIntervalFails() {
    assertThat(noWorse(target -> 0.5 + (target - 0.5) / 2)).isEqualTo(PASSED);
    assertThat(noWorse(target -> 1 - target)).isEqualTo(FAILED);
    assertThat(noWorse(target -> 0.5)).isEqualTo(PASSED);
    assertThat(DefaultGates.noWorse(compared(20, target -> 1 - target), "mean").verdict())
        .isEqualTo(NOT_JUDGED);
    assertThat(DefaultGates.noWorse(ConstantComparison.NONE, "mean").verdict())
        .isEqualTo(NOT_JUDGED);
  }

  @Test
  void slightlyWorseModelIsNotToldFromTheMeanByFewRows() {
    DoubleUnaryOperator slightly =
        target -> 0.5 + (KeyedHash.uniform(3, (long) (1e9 * target)) - 0.5) / 5;
    assertThat(DefaultGates.noWorse(compared(40, slightly), "mean").verdict()).isEqualTo(PASSED);
    assertThat(DefaultGates.noWorse(compared(40_000, slightly), "mean").verdict())
        .isEqualTo(FAILED);
  }

  @Test
  void intervalIsThatOfTheRowsDifferences() {
    ConstantComparison found = compared(200, target -> 0.3 + target / 3);
    double[] differences = new double[200];
    for (int row = 0; row < 200; row++) {
      double target = KeyedHash.uniform(1, row);
      double error = 0.3 + target / 3 - target;
      differences[row] =
          error * error / (2 * found.rmse().first())
              - (0.5 - target) * (0.5 - target) / (2 * found.rmse().second());
    }
    double mean = java.util.stream.DoubleStream.of(differences).average().orElseThrow();
    double squares =
        java.util.stream.DoubleStream.of(differences).map(one -> (one - mean) * (one - mean)).sum();
    assertThat(found.rmse().standardError())
        .isCloseTo(Math.sqrt(squares / 199 / 200), within(1e-12));
  }

  @Test
  void partsMergedAreTheWhole() {
    ConstantState whole = new ConstantState(0.5);
    ConstantState left = new ConstantState(0.5);
    ConstantState right = new ConstantState(0.5);
    for (int row = 0; row < 100; row++) {
      double target = KeyedHash.uniform(1, row);
      whole.add(target, target * target);
      (row % 3 == 0 ? left : right).add(target, target * target);
    }
    right.merge(left);
    assertThat(right.comparison()).isEqualTo(whole.comparison());
  }

  @Test
  void constantPredictionsFail() {
    assertThat(DefaultGates.varied(compared(50, target -> 3.25)).verdict()).isEqualTo(FAILED);
    assertThat(DefaultGates.varied(compared(50, target -> target)).verdict()).isEqualTo(PASSED);
    RocPoint start = new RocPoint(1, 0, 0);
    RocPoint end = new RocPoint(0, 1, 1);
    assertThat(DefaultGates.varied(metrics(0.5), List.of(start, end, end)).verdict())
        .isEqualTo(FAILED);
    assertThat(
            DefaultGates.varied(metrics(0.5), List.of(start, new RocPoint(0.5, 0.5, 0.5), end))
                .verdict())
        .isEqualTo(PASSED);
    assertThat(DefaultGates.varied(metrics(Double.NaN), List.of()).verdict()).isEqualTo(NOT_JUDGED);
  }

  @Test
  void numberThatIsNoneFails() {
    assertThat(DefaultGates.finite("rmse", Double.POSITIVE_INFINITY).verdict()).isEqualTo(FAILED);
    assertThat(DefaultGates.finite("rmse", 0).verdict()).isEqualTo(PASSED);
  }

  @Test
  void testRowsOfOneClassFail() {
    assertThat(DefaultGates.bothClasses(new ConfusionCounts(9, 0, 0, 3)).verdict())
        .isEqualTo(FAILED);
    assertThat(DefaultGates.bothClasses(new ConfusionCounts(9, 1, 0, 3)).verdict())
        .isEqualTo(PASSED);
  }

  @Test
  void classesInTheWrongOrderFail() {
    assertThat(noWorse(new ConfusionCounts(40, 8, 42, 10), false)).isEqualTo(PASSED);
    assertThat(noWorse(new ConfusionCounts(10, 42, 8, 40), false)).isEqualTo(FAILED);
    assertThat(noWorse(new ConfusionCounts(4, 1, 1, 4), true)).isEqualTo(NOT_JUDGED);
    assertThat(noWorse(new ConfusionCounts(40, 0, 0, 4), true)).isEqualTo(NOT_JUDGED);
  }

  @Test
  void classifierOfRareThingsMayGiveUpAccuracyForRecall() {
    assertThat(noWorse(new ConfusionCounts(9, 60, 930, 1), false)).isEqualTo(PASSED);
    assertThat(noWorse(new ConfusionCounts(20, 160, 640, 180), false)).isEqualTo(FAILED);
  }

  @Test
  void oneListForEverybodyFails() {
    assertThat(lists(0.9, 0.88)).isEqualTo(FAILED);
    assertThat(lists(0.85, 0.88)).isEqualTo(PASSED);
    assertThat(lists(0.6, 0.4)).isEqualTo(PASSED);
    assertThat(DefaultGates.variedLists(ranking(new ListDiversity(1, 99, 10, 1, 0), 0.5)).verdict())
        .isEqualTo(NOT_JUDGED);
    assertThat(DefaultGates.variedLists(ranking(new ListDiversity(9, 19, 10, 1, 0), 0.5)).verdict())
        .isEqualTo(NOT_JUDGED);
  }

  private static GateVerdict noWorse(DoubleUnaryOperator model) {
    return DefaultGates.noWorse(compared(500, model), "mean").verdict();
  }

  private static GateVerdict noWorse(ConfusionCounts counts, boolean positive) {
    return DefaultGates.noWorse(counts, positive, "majority-class").verdict();
  }

  private static ConstantComparison compared(int rows, DoubleUnaryOperator model) {
    ConstantState state = new ConstantState(0.5);
    for (int row = 0; row < rows; row++) {
      double target = KeyedHash.uniform(1, row);
      state.add(target, model.applyAsDouble(target));
    }
    return state.comparison();
  }

  private static ClassificationMetrics metrics(double rocAuc) {
    return new ClassificationMetrics(
        new ConfusionCounts(1, 1, 1, 1), new Interval(0, 1), 0.7, 0.25, 0, rocAuc, 0.5);
  }

  private static GateVerdict lists(double own, double popular) {
    return DefaultGates.variedLists(ranking(new ListDiversity(50, 99, 40, own, 0.5), popular))
        .verdict();
  }

  private static RankingComparison ranking(ListDiversity own, double popular) {
    return new RankingComparison(
        10,
        List.of(
            new RankingContender(
                RankingComparison.NETWORK, ListObjective.STARS, new RankingMetrics(9, 0, 0, own)),
            new RankingContender(
                RankingComparison.POPULARITY,
                ListObjective.COUNTS,
                new RankingMetrics(9, 0, 0, new ListDiversity(50, 99, 40, popular, 0.5)))));
  }
}
