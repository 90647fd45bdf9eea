package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationStateTest {

  @Test
  void theNumbersAreThoseComputedByHand() {
    ClassificationState state = new ClassificationState(0.5);
    state.add(new ScoredText(1, 0.8, 1)).add(new ScoredText(1, 0.4, 1));
    state.add(new ScoredText(0, 0.5, 1)).add(new ScoredText(0, 0.1, 1));

    ClassificationMetrics metrics = state.metrics();

    assertThat(metrics.confusion()).isEqualTo(new ConfusionCounts(1, 1, 1, 1));
    assertThat(metrics.logLoss()).isCloseTo(-Math.log(0.8 * 0.4 * 0.5 * 0.9) / 4, within(1e-12));
    assertThat(metrics.brier()).isCloseTo((0.04 + 0.36 + 0.25 + 0.01) / 4, within(1e-12));
    assertThat(metrics.expectedCalibrationError())
        .isCloseTo((0.2 + 0.6 + 0.5 + 0.1) / 4, within(1e-12));
    assertThat(metrics.rocAuc()).isEqualTo(0.75);
    assertThat(metrics.averagePrecision()).isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));
  }

  @Test
  void theAreasAreThoseOfAnExactComputation() {
    List<ScoredText> rows = ScoredRows.random(4000, 3).scored();
    ClassificationMetrics metrics = state(rows, 0.5).metrics();

    assertThat(metrics.rocAuc()).isBetween(0.7, 0.95).isCloseTo(rocAuc(rows), within(1e-4));
    assertThat(metrics.averagePrecision()).isCloseTo(averagePrecision(rows), within(1e-4));
  }

  @Test
  void theAreasTellScoresApartThatAreAlmostCertain() {
    ClassificationState state = new ClassificationState(0.5);
    state.add(new ScoredText(1, 1 - 1e-9, 1)).add(new ScoredText(0, 1 - 1e-8, 1));

    assertThat(state.metrics().rocAuc()).isEqualTo(1);
  }

  @Test
  void equalScoresAreTies() {
    ClassificationState state = new ClassificationState(0.5);
    for (int label : new int[] {0, 1, 0, 1}) {
      state.add(new ScoredText(label, 0.3, 1));
    }

    assertThat(state.metrics().rocAuc()).isEqualTo(0.5);
    assertThat(state.metrics().averagePrecision()).isEqualTo(0.5);
  }

  @Test
  void certainAndWrongScoresKeepTheLossFinite() {
    ClassificationState state = new ClassificationState(0.5);
    state.add(new ScoredText(1, 0, 1)).add(new ScoredText(0, 1, 1));

    assertThat(state.metrics().logLoss()).isCloseTo(-Math.log(1e-15), within(1e-9));
    assertThat(state.metrics().rocAuc()).isZero();
  }

  @Test
  void oneClassAloneHasNoAreas() {
    ClassificationState state = new ClassificationState(0.5).add(new ScoredText(1, 0.9, 1));

    assertThat(state.metrics().rocAuc()).isNaN();
    assertThat(state.scores().rocCurve()).isEmpty();
    assertThat(state.metrics().confusion().accuracy()).isEqualTo(1);
    assertThat(new ClassificationState(0.5).metrics().averagePrecision()).isNaN();
  }

  @Test
  void eachSliceHasItsOwnCounts() {
    ClassificationState state = new ClassificationState(0.5);
    state.add(new ScoredText(1, 0.9, 100)).add(new ScoredText(0, 0.9, 101));
    state.add(new ScoredText(0, 0.2, 400)).add(new ScoredText(0, 0.2, 401));

    assertThat(state.slices())
        .containsExactly(
            new ClassSlice("label", "1", 1, 1),
            new ClassSlice("label", "0", 3, 2),
            new ClassSlice("words", "up to 100", 1, 1),
            new ClassSlice("words", "101 to 200", 1, 0),
            new ClassSlice("words", "201 to 400", 1, 1),
            new ClassSlice("words", "above 400", 1, 1));
  }

  @Test
  void theStateOfTwoPartsMergedIsTheStateOfTheWhole() {
    List<ScoredText> rows = ScoredRows.random(500, 5).scored();
    ClassificationState left = state(rows.subList(0, 120), 0.4);
    ClassificationState right = state(rows.subList(120, 500), 0.4);

    assertSame(right.merge(left).merge(new ClassificationState(0.4)), state(rows, 0.4));
  }

  @Test
  void theRocCurveRisesFromCornerToCorner() {
    List<RocPoint> curve = state(ScoredRows.random(3000, 8).scored(), 0.5).scores().rocCurve();

    assertThat(curve.get(0)).isEqualTo(new RocPoint(1, 0, 0));
    assertThat(curve.get(curve.size() - 1)).isEqualTo(new RocPoint(0, 1, 1));
    assertThat(curve).hasSizeBetween(50, 202);
    assertThat(curve)
        .isSortedAccordingTo(Comparator.comparingDouble(RocPoint::falsePositiveRate))
        .isSortedAccordingTo(Comparator.comparingDouble(RocPoint::truePositiveRate))
        .isSortedAccordingTo(Comparator.comparingDouble(RocPoint::threshold).reversed());
  }

  static void assertSame(ClassificationState found, ClassificationState expected) {
    assertThat(found.slices()).isEqualTo(expected.slices());
    assertThat(found.scores().rocCurve()).isEqualTo(expected.scores().rocCurve());
    assertThat(found.scores().bestThreshold()).isEqualTo(expected.scores().bestThreshold());
    ClassificationMetrics metrics = found.metrics();
    ClassificationMetrics others = expected.metrics();
    assertThat(metrics.confusion()).isEqualTo(others.confusion());
    assertThat(metrics.rocAuc()).isEqualTo(others.rocAuc());
    assertThat(metrics.averagePrecision()).isEqualTo(others.averagePrecision());
    assertThat(metrics.logLoss()).isCloseTo(others.logLoss(), within(1e-9));
    assertThat(metrics.brier()).isCloseTo(others.brier(), within(1e-9));
    assertThat(metrics.expectedCalibrationError())
        .isCloseTo(others.expectedCalibrationError(), within(1e-9));
    assertThat(found.calibration()).hasSameSizeAs(expected.calibration());
    for (int bin = 0; bin < found.calibration().size(); bin++) {
      assertThat(found.calibration().get(bin).rows())
          .isEqualTo(expected.calibration().get(bin).rows());
      assertThat(found.calibration().get(bin).positiveShare())
          .isEqualTo(expected.calibration().get(bin).positiveShare());
    }
  }

  private static ClassificationState state(List<ScoredText> rows, double threshold) {
    ClassificationState state = new ClassificationState(threshold);
    rows.forEach(state::add);
    return state;
  }

  private static double rocAuc(List<ScoredText> rows) {
    double ordered = 0;
    long pairs = 0;
    for (ScoredText positive : rows) {
      for (ScoredText negative : rows) {
        if (positive.isPositive() && !negative.isPositive()) {
          pairs++;
          ordered += (1 + Math.signum(positive.score() - negative.score())) / 2;
        }
      }
    }
    return ordered / pairs;
  }

  private static double averagePrecision(List<ScoredText> rows) {
    List<ScoredText> sorted =
        rows.stream().sorted(Comparator.comparingDouble(ScoredText::score).reversed()).toList();
    double precisions = 0;
    int hits = 0;
    for (int rank = 1; rank <= sorted.size(); rank++) {
      if (sorted.get(rank - 1).isPositive()) {
        hits++;
        precisions += (double) hits / rank;
      }
    }
    return precisions / hits;
  }
}
