package io.valora.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.model.reference.AnswerErrors;
import io.valora.model.reference.AnswerErrorsState;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.NumberBins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Statistics against numbers that scipy 1.17.1 gave. */
class DriftStatisticsTest {
  private static final Offset<Double> NEAR = within(1e-9);
  private static final long[] FIVE = {120, 80, 45, 5, 250};
  private static final long[] OTHER_FIVE = {130, 61, 60, 9, 190};

  @Test
  void chiSquareIsScipys() {
    assertThat(shares(FIVE, OTHER_FIVE).chiSquarePValue()).isCloseTo(0.018669179253985365, NEAR);
    long[] even = new long[10];
    Arrays.fill(even, 1000);
    assertThat(shares(even, 98, 105, 87, 110, 99, 140, 95, 101, 80, 85).chiSquarePValue())
        .isCloseTo(0.006716249850943246, NEAR);
    assertThat(shares(new long[] {5, 0, 3, 12}, 2, 4, 0, 9).chiSquarePValue())
        .isCloseTo(0.042689908055072105, NEAR);
    assertThat(shares(new long[] {5, 0}, 7, 0).chiSquarePValue()).isEqualTo(1);
  }

  @Test
  void theLimitIsTheQuantileOfChiSquareTimesTheChanceOfBothSamples() {
    DriftRule rule = new DriftRule(0.02, 0);
    double chance = 1 / 300.0 + 1 / 20_000.0;
    assertThat(rule.limit(300, 20_000, 10, 1)).isCloseTo(21.665994333461928 * chance, NEAR);
    assertThat(rule.limit(300, 20_000, 10, 20)).isCloseTo(29.66580810359614 * chance, NEAR);
    assertThat(rule.limit(300, 20_000, 5, 20)).isCloseTo(19.99735499524761 * chance, NEAR);
    assertThat(rule.limit(300, 20_000, 52, 22)).isCloseTo(91.28127865713897 * chance, NEAR);
    assertThat(rule.limit(300, 20_000, 1, 20)).isCloseTo(12.115665146397173 * chance, NEAR);
    assertThat(DriftRule.USUAL.limit(1_000_000, 1_000_000, 10, 20)).isEqualTo(0.01);
  }

  @Test
  void aRiseIsLimitedByTheTailOfABinomialNumber() {
    BinShares shares = shares(new long[] {18_000, 2000}, 252, 48);
    CellExcess rise = new DriftRule(0.02, 0).excess(shares, 10);

    assertThat(rise.cell()).isEqualTo(1);
    assertThat(rise.excess()).isCloseTo(0.06, NEAR);
    assertThat(rise.limit()).isCloseTo(50.5 / 300 - 0.1, NEAR);
    assertThat(rise.ratio()).isCloseTo(rise.excess() / rise.limit(), NEAR);

    BinShares rare = shares(new long[] {19_999, 1}, 9, 1);
    assertThat(new DriftRule(0.01, 0.01).excess(rare, 1).ratio()).isGreaterThan(1);
    BinShares single = shares(new long[] {20_000, 0}, 1, 0);
    assertThat(new DriftRule(0.01, 0.01).excess(single, 20).limit()).isInfinite();
  }

  @Test
  void kolmogorovSmirnovIsScipys() {
    double[] some = {.1, .35, .41, .52, .77, .9, 1.3, 2.2};
    double[] others = {.05, .15, .33, .5, .6, 1.9, 2.5, 3.1, 3.3, 4.0, 4.2};
    KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults();
    assertThat(test.test(some, others).getStatistic()).isCloseTo(0.45454545454545453, NEAR);
    assertThat(test.with(PValueMethod.EXACT).test(some, others).getPValue())
        .isCloseTo(0.20899155883676007, NEAR);

    assertThat(shares(FIVE, OTHER_FIVE).cumulativeDistance())
        .isCloseTo(0.07777777777777772, NEAR)
        .isCloseTo(test.statistic(places(FIVE), places(OTHER_FIVE)), NEAR);
  }

  @Test
  void welchsTestIsScipys() {
    assertThat(new Losses(500, 0.1656, 0.1382).pValueOfWorse(new Losses(5000, 0.0802, 0.0738)))
        .isCloseTo(3.761270103820965e-07, NEAR);
    assertThat(new Losses(80, 1.02, 2.1).pValueOfWorse(new Losses(900, 0.87, 1.7)))
        .isCloseTo(0.18678861102289623, NEAR);
    assertThat(new Losses(1, 1, Double.NaN).pValueOfWorse(new Losses(900, 0.87, 1.7))).isEqualTo(1);
    assertThat(Losses.ofSums(4, 2, 2).variance()).isCloseTo(1 / 3.0, NEAR);
  }

  @Test
  void theStabilityIndexOfEqualSharesIsAlmostZeroAndNamesTheCellThatDiffersMost() {
    assertThat(shares(FIVE, FIVE).stabilityIndex()).isZero();
    BinShares moved =
        BinShares.of(
            new BinnedRows(List.of(100L, 100L), 0, 0), new BinnedRows(List.of(40L, 40L), 0, 20));
    assertThat(moved.largest()).isEqualTo(3);
    assertThat(moved.filled()).isEqualTo(3);
    assertThat(moved.dayShare(3)).isEqualTo(0.2);
    double half = 41 / 103.0;
    double halfBefore = 101 / 203.0;
    double missing = 21 / 103.0;
    double missingBefore = 1 / 203.0;
    assertThat(moved.stabilityIndex())
        .isCloseTo(
            2 * (half - halfBefore) * Math.log(half / halfBefore)
                + (missing - missingBefore) * Math.log(missing / missingBefore),
            NEAR);
  }

  @Test
  void calibrationIsTheIncreasingStepFunctionNearestToTheShares() {
    AnswerErrorsState state = new AnswerErrorsState(true, NumberBins.EMPTY, List.of());
    add(state, 0.1, 1, 9);
    add(state, 0.3, 4, 6);
    add(state, 0.4, 2, 8); // fewer than below: pooled to 6 of 20
    add(state, 0.9, 9, 1);
    AnswerErrors errors = state.result();
    Calibration calibration = Calibration.of(errors);
    assertThat(calibration.probability(errors.cells().cell(0.01, 0))).isEqualTo(0.1);
    assertThat(calibration.probability(errors.cells().cell(0.1, 0))).isEqualTo(0.1);
    assertThat(calibration.probability(errors.cells().cell(0.3, 0))).isEqualTo(0.3);
    assertThat(calibration.probability(errors.cells().cell(0.4, 0))).isEqualTo(0.3);
    assertThat(calibration.probability(errors.cells().cell(0.6, 0))).isEqualTo(0.3);
    assertThat(calibration.probability(errors.cells().cell(1, 0))).isEqualTo(0.9);

    ExpectedLosses expected = new ExpectedLosses(errors, true, 0.5);
    assertThat(expected.ofReference().mean()).isEqualTo(8 / 40.0);
    long[] none = new long[errors.cells().size()];
    long[] sure = none.clone();
    sure[errors.cells().cell(0.9, 0)] = 7;
    assertThat(expected.of(none, sure).mean()).isCloseTo(0.1, NEAR);
    assertThat(expected.of(none, sure).rows()).isEqualTo(7);
  }

  @Test
  void errorsOfNumbersAreThoseOfAnswersLikeThem() {
    AnswerErrorsState state =
        new AnswerErrorsState(false, new NumberBins(0, List.of(1.0, 2.0)), List.of("user"));
    for (int i = 0; i < 60; i++) {
      state.add(0.5, 0, 1.5);
      state.add(1.5, 0, 3.5);
      state.add(1.5, 1, 4.5);
    }
    state.add(0.5, 1, 0.5); // alone: takes the errors of unknown users
    ExpectedLosses expected = new ExpectedLosses(state.result(), false, 0);
    long[] none = new long[expected.cells().size()];
    assertThat(expected.of(rows(expected, 0.2, 0), none).mean()).isEqualTo(1);
    assertThat(expected.of(rows(expected, 1.2, 0), none).mean()).isEqualTo(4);
    assertThat(expected.of(rows(expected, 0.2, 1), none).mean()).isCloseTo(9 * 60 / 61.0, NEAR);
  }

  private static long[] rows(ExpectedLosses expected, double answer, int unknown) {
    long[] rows = new long[expected.cells().size()];
    rows[expected.cells().cell(answer, unknown)] = 10;
    return rows;
  }

  private static void add(AnswerErrorsState state, double score, int positives, int negatives) {
    for (int i = 0; i < positives + negatives; i++) {
      state.add(score, 0, i < positives ? 1 : 0);
    }
  }

  private static double[] places(long[] rows) {
    double[] places = new double[(int) LongStream.of(rows).sum()];
    int next = 0;
    for (int bin = 0; bin < rows.length; bin++) {
      for (long row = 0; row < rows[bin]; row++) {
        places[next++] = bin;
      }
    }
    return places;
  }

  private static BinShares shares(long[] reference, long... day) {
    return BinShares.of(binned(reference), binned(day));
  }

  private static BinnedRows binned(long... rows) {
    return new BinnedRows(LongStream.of(rows).boxed().collect(Collectors.toList()), 0, 0);
  }
}
